import type { ChartSpec } from '../../src/chart/spec.js'

/** The rows of data inside a chart. */
export function rowsOf(spec: ChartSpec): Record<string, unknown>[] {
  return (spec['data'] as { values: Record<string, unknown>[] }).values
}

/** What stands above a chart: its title and its notes. */
export function headingOf(spec: ChartSpec): { text?: unknown; subtitle?: unknown } {
  return spec['title'] ?? {}
}

/** Every value that a key has anywhere in a chart. */
export function allOf(value: unknown, key: string): unknown[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value as Record<string, unknown>).flatMap(([name, each]) => [
    ...(name === key ? [each] : []),
    ...allOf(each, key),
  ])
}

/** An encoding channel of a chart. */
export function channelOf(spec: ChartSpec, name: string): Record<string, unknown> {
  return (spec['encoding'] as Record<string, Record<string, unknown>>)[name] ?? {}
}
