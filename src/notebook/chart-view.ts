import { chartText } from './chart-text.js'
import type { View } from './view.js'

const VIEWS = ['mark', 'layer', 'facet', 'repeat', 'concat', 'hconcat', 'vconcat']

export function isChart(value: object): boolean {
  const { $schema } = value as { readonly $schema?: unknown }
  if (typeof $schema === 'string') return $schema.includes('/vega-lite/')
  return VIEWS.some((view) => Object.hasOwn(value, view))
}

export function chartView(spec: object): View {
  const line = chartText(spec)
  return { line, parts: () => [line], spec }
}
