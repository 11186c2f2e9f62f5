import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { AssayError } from '../issue.js'
import { chartPage } from './page.js'
import { loadVega } from './vega.js'

/** How {@link toPNG} draws. */
export interface PNGOptions {
  /** Pixels of the image to a pixel of the spec. Default: 2. */
  readonly scale?: number | undefined
}

const { resolve } = createRequire(import.meta.url)
const FONTS = ['400Regular/Arimo_400Regular.ttf', '700Bold/Arimo_700Bold.ttf']

/**
 * Draws a Vega-Lite spec, one of Assay's or any other, as SVG on white.
 *
 * Text is laid out for Arimo, Helvetica or Arial, whichever the viewer has. The same spec gives
 * the same text, on every machine.
 *
 * @throws AssayError when it is not a valid spec, or would load data or images from elsewhere.
 *
 * @example
 * writeFileSync('acc.svg', await toSVG(barChart(table, { x: 'lr', y: 'acc' })))
 */
export async function toSVG(spec: object): Promise<string> {
  const { svg } = await draw(spec)
  return svg
}

/**
 * Draws a Vega-Lite spec as a PNG image on white, with letters in Arimo, which comes with Assay.
 *
 * @throws AssayError as {@link toSVG}, and when the scale is not a positive number.
 *
 * @example
 * writeFileSync('acc.png', await toPNG(barChart(table, { x: 'lr', y: 'acc' }), { scale: 3 }))
 */
export async function toPNG(spec: object, { scale = 2 }: PNGOptions = {}): Promise<Uint8Array> {
  if (!(scale > 0 && scale < Infinity)) {
    throw new AssayError(`The scale of an image is a positive number, not ${scale}.`)
  }
  const [{ svg }, { Resvg }] = await Promise.all([draw(spec), import('@resvg/resvg-js')])
  const fontFiles = FONTS.map((file) => resolve(`@expo-google-fonts/arimo/${file}`))
  const image = new Resvg(svg, {
    background: 'white',
    fitTo: { mode: 'zoom', value: scale },
    font: { fontFiles, defaultFontFamily: 'Arimo', loadSystemFonts: NOT_IN_ARIMO.test(svg) },
  })
  return image.render().asPng()
}

/**
 * Makes a Vega-Lite spec one HTML file that needs nothing else: no server, no network, no CDN.
 *
 * It holds the chart as SVG and Vega itself (0.5 MB), which brings tooltips and whatever
 * interaction the spec asks for.
 *
 * @throws AssayError as {@link toSVG}.
 *
 * @example
 * writeFileSync('acc.html', await toHTML(barChart(table, { x: 'lr', y: 'acc' })))
 */
export async function toHTML(spec: object): Promise<string> {
  const [{ svg, compiled }, vega] = await Promise.all([
    draw(spec),
    readFile(join(resolve('vega'), '../vega.min.js'), 'utf8'),
  ])
  return chartPage(titleOf(spec), svg, compiled, vega)
}

interface Drawing {
  readonly svg: string
  readonly compiled: object
}

let last: Promise<unknown> = Promise.resolve()

/** One chart at a time, because vega numbers clip paths and gradients across charts. */
function draw(spec: object): Promise<Drawing> {
  const drawing = last.then(() => drawNow(spec))
  last = drawing.catch(() => undefined)
  return drawing
}

async function drawNow(spec: object): Promise<Drawing> {
  const vega = await loadVega()
  try {
    // Vega marks the data that it draws; those marks belong on a copy.
    const compiled = vega.compile(JSON.parse(JSON.stringify(spec)) as object)
    const svg = await vega.draw(JSON.parse(JSON.stringify(compiled)) as object)
    return { svg: svg.replace(NOT_XML, '\u{fffd}'), compiled }
  } catch (error) {
    if (error instanceof AssayError) throw error
    throw new AssayError(`This Vega-Lite spec cannot be drawn: ${String(error)}`, { cause: error })
  }
}

// Chinese, Japanese, Korean and emoji, for one; they are drawn as the machine's fonts have them.
const NOT_IN_ARIMO = /[\u0600-\u1dff\u2e80-\uffef\u{10000}-\u{10ffff}]/u

// Characters that XML has no way to write: most control characters, and halves of a pair.
// eslint-disable-next-line no-control-regex
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu

function titleOf(spec: object): string {
  const title = (spec as { title?: unknown }).title
  const text = (title as { text?: unknown } | null | undefined)?.text ?? title
  const lines = [text].flat().filter((line) => typeof line === 'string')
  return lines.length === 0 ? 'Chart' : lines.join(' ')
}
