import type { Comparison } from '../groups/compare.js'
import { columnValues, isTable, type TableLike } from '../table-like.js'
import { counted } from '../values/counted.js'
import { clean, tableGrid } from './grid.js'
import type { View } from './view.js'

export function isComparison(value: object): value is Comparison {
  const { table, unmatched, on } = value as Partial<Record<string, unknown>>
  return isTable(table) && isTable(unmatched) && Array.isArray(on)
}

/** A comparison: what was done, its table, and the settings that could not be compared. */
export function comparisonView({ table, unmatched, on }: Comparison): View {
  return {
    line: `Comparison: ${counted(table.numRows(), 'row')}, ${unmatched.numRows()} unmatched`,
    parts: () => [
      caption(table, on),
      tableGrid(table),
      ...(unmatched.numRows() === 0 ? [] : ['Only in one of the two sets:', tableGrid(unmatched)]),
    ],
  }
}

function caption(table: TableLike, on: readonly string[]): string {
  const settings = on.length === 0 ? '' : ` in each setting of ${list(on)}`
  const tests = [...new Set(columnValues(table, 'test'))].filter((test) => typeof test === 'string')
  if (tests.length === 0) return clean(`b against a${settings}.`)
  const by = `${tests.length === 1 ? 'Test' : 'Tests'}: ${tests.join('; ')}; p by Holm's method.`
  return clean(`b against a${settings}; differences with 95% intervals. ${by}`)
}

function list(names: readonly string[]): string {
  return names.length === 1
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`
}
