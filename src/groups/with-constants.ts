import { didYouMean } from '../did-you-mean.js'
import { AssayError } from '../issue.js'
import { originIn, type Origin } from '../table/roles.js'
import type { TableLike } from '../table-like.js'

/**
 * A table that has all of the columns in `names`: a param that is not in an exam's table, because
 * it has one value in all runs, has that value.
 *
 * @throws AssayError naming the nearest for a name that is neither, nor in `absent`: params that
 * this exam's runs may lack. A table without columns has whatever is asked for.
 */
export function withConstants(
  table: TableLike,
  names: readonly string[],
  absent: readonly string[] = [],
): TableLike {
  const own = table.columnNames()
  const lacking = names.filter((name) => !own.includes(name))
  if (lacking.length === 0) return table
  const origin = originIn(table)
  // The table of an exam without runs has no columns, so that a slip cannot be told.
  const isEmpty = own.length === 0
  const added = new Map(
    lacking.map((name) => {
      const isKnown = origin?.constants.has(name) === true
      const isAbsent = origin?.roles?.has(name) !== true && absent.includes(name)
      if (!(isEmpty || isKnown || (origin && isAbsent))) throw unknown(name, own, origin)
      const value = origin?.constants.get(name) ?? null
      return [name, { at: () => value }]
    }),
  )
  return {
    columnNames: () => [...own, ...lacking],
    numRows: () => table.numRows(),
    indices: () => table.indices(),
    column: (name) => added.get(name) ?? table.column(name),
  }
}

function unknown(name: string, names: readonly string[], origin: Origin | undefined): AssayError {
  const hint = origin?.roles?.has(name)
    ? ' It is left out of this table; examiner.table({ concise: false }) has all columns.'
    : didYouMean(name, names)
  return new AssayError(`The table has no column '${name}'.${hint}`)
}
