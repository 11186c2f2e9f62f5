/** A Vega-Lite chart in one line: its title, or else what its axes say. */
export function chartText(spec: object): string {
  const { title } = spec as { readonly title?: unknown }
  const named = lineOf((title as { readonly text?: unknown } | null | undefined)?.text ?? title)
  if (named !== '') return `Chart: ${named}`
  const [x, y] = [axisOf(spec, 'x'), axisOf(spec, 'y')]
  if (x === '' || y === '') return 'Chart'
  return `Chart of ${y} by ${x}`
}

/** An axis's name in the outermost view that has one. */
function axisOf(view: unknown, channel: 'x' | 'y'): string {
  if (typeof view !== 'object' || view === null) return ''
  const { encoding, layer } = view as { readonly encoding?: unknown; readonly layer?: unknown }
  const axis = (encoding as Record<string, Record<string, unknown>> | undefined)?.[channel]
  const name = lineOf(axis?.['title'] ?? axis?.['field'])
  if (name !== '' || !Array.isArray(layer)) return name
  return layer.map((inner) => axisOf(inner, channel)).find((inner) => inner !== '') ?? ''
}

function lineOf(text: unknown): string {
  const lines = [text].flat().filter((line) => typeof line === 'string')
  return lines.join(' ').replace(/[\p{Control}\p{Surrogate}]/gu, ' ')
}
