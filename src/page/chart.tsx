import { useEffect, useRef, useState } from 'preact/hooks'
import embed, { type EmbedOptions, type Result, type VisualizationSpec } from 'vega-embed'
import { AssayError } from '../issue.js'
import type { ChartSpec } from '../chart/spec.js'
import { themed } from './theme.js'
import { useDark } from './use-dark.js'

interface ChartProps {
  /** Gives the chart for a width in pixels; with another function it is drawn anew. */
  readonly draw: (width: number) => ChartSpec
  /** What the chart shows, for those who do not see it. */
  readonly label: string
  /** The room that is kept for it until it is drawn. */
  readonly height: number
  /** What stands above it, where nothing else says what it shows. */
  readonly caption?: string
}

/** A chart as wide as its place. It is drawn when it is about to be seen. */
export function Chart({ draw, label, height, caption }: ChartProps) {
  const place = useRef<HTMLDivElement>(null)
  const width = useWidthInSight(place)
  const isDark = useDark()
  const [problem, setProblem] = useState('')
  useEffect(() => {
    if (width === 0) return
    const drawing = { isWanted: true, result: undefined as Result | undefined }
    drawInto(draw, label, width, isDark)
      .then(({ element, result }) => {
        if (!drawing.isWanted) {
          result.finalize()
          return
        }
        drawing.result = result
        // What was there stays until the new chart is whole, so that nothing jumps.
        place.current?.replaceChildren(element)
        setProblem('')
      })
      .catch((error: unknown) => {
        if (!drawing.isWanted) return
        place.current?.replaceChildren()
        setProblem(
          error instanceof AssayError ? error.message : `It cannot be drawn: ${String(error)}`,
        )
      })
    return () => {
      drawing.isWanted = false
      drawing.result?.finalize()
    }
  }, [draw, label, width, isDark])
  return (
    <figure class="chart" aria-label={label}>
      {caption !== undefined && <figcaption>{caption}</figcaption>}
      <div ref={place} style={{ minHeight: problem === '' ? `${height}px` : 0 }} />
      {problem !== '' && <p class="note">{problem}</p>}
    </figure>
  )
}

/** The page's policy forbids code that is made from text: `ast` has Vega interpret expressions. */
const OPTIONS: EmbedOptions = {
  mode: 'vega-lite',
  renderer: 'svg',
  // A picture that is saved is sharp on paper, too.
  scaleFactor: { png: 3 },
  ast: true,
  actions: { export: true, source: false, compiled: false, editor: false },
  // Vega warns of what the charts' own notes say.
  logLevel: 1,
}

async function drawInto(
  draw: ChartProps['draw'],
  label: string,
  width: number,
  isDark: boolean,
): Promise<{ readonly element: HTMLElement; readonly result: Result }> {
  const element = document.createElement('div')
  // Assay's specs are valid; Vega's type of them is too large to be checked against.
  const spec = themed(draw(width), width, isDark) as unknown as VisualizationSpec
  return {
    element,
    result: await embed(element, spec, { ...OPTIONS, downloadFileName: label }),
  }
}

/** The width of an element in pixels, 0 until it is about to come into sight. */
function useWidthInSight(place: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const element = place.current
    if (!element) return
    const sizes = new ResizeObserver(([entry]) => {
      setWidth(Math.floor(entry?.contentRect.width ?? 0))
    })
    const sight = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return
        sight.disconnect()
        sizes.observe(element)
      },
      { rootMargin: '300px' },
    )
    sight.observe(element)
    return () => {
      sight.disconnect()
      sizes.disconnect()
    }
  }, [place])
  return width
}
