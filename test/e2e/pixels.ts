import type { Locator } from 'playwright-core'

export interface Pixels {
  /**
   * How many have a color. In a chart these are of its marks, and of the symbols in its legend:
   * axes, grid and text are grey.
   */
  readonly colored: number
  /** How light the first one is, from 0 to 255, which is ground. */
  readonly ground: number
}

interface Picture {
  readonly width: number
  readonly height: number
}

/** The page's, of which Node knows nothing. */
declare class OffscreenCanvas {
  constructor(width: number, height: number)
  getContext(kind: '2d'): {
    drawImage(picture: Picture, x: number, y: number): void
    getImageData(...box: [number, number, number, number]): { readonly data: Uint8ClampedArray }
  }
}

/** Looks at the pixels of an img or a canvas. */
export function pixelsOf(picture: Locator): Promise<Pixels> {
  return picture.evaluate((element: Picture) => {
    const { width, height } = element
    const context = new OffscreenCanvas(width, height).getContext('2d')
    context.drawImage(element, 0, 0)
    const { data } = context.getImageData(0, 0, width, height)
    let colored = 0
    for (let at = 0; at < data.length; at += 4) {
      const channels = data.subarray(at, at + 3)
      if (Math.max(...channels) - Math.min(...channels) > 32) colored += 1
    }
    return { colored, ground: Math.min(...data.subarray(0, 3)) }
  })
}
