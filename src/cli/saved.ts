import { statSync } from 'node:fs'
import type { ColumnTable } from 'arquero'
import { readTable } from '../formats/read-table.js'
import { AssayError } from '../issue.js'
import { query } from '../query/query.js'
import type { LookArguments } from './look.js'
import { printable } from './progress.js'
import { EXIT, type Terminal } from './run.js'

// Also what is written but not read back, for the error to say so.
const SAVED = /\.(?:tsv|csv|json|xlsx|parquet|arrow)$/i

/**
 * The path of a saved table, if that is what the arguments name; with a layout, or plugins that may
 * have one, a file is one that holds runs.
 */
export function savedPath(
  outputs: readonly string[],
  { layout, parsers }: LookArguments,
): string | undefined {
  const [path = ''] = outputs
  if (outputs.length !== 1 || !SAVED.test(path)) return undefined
  if (layout !== undefined || parsers.length > 0) return undefined
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) throw new AssayError(`There is no file '${path}'.`)
  return found.isFile() ? path : undefined
}

/** The rows of a saved table that pass `--where`; what does not fit in it is told. */
export function savedTable(
  path: string,
  args: LookArguments,
  terminal: Terminal,
): { readonly table: ColumnTable; readonly conclude: () => number } {
  const forFolders = (['regex', 'concurrency'] as const).find((option) => args[option])
  if (forFolders !== undefined) {
    throw new AssayError(`--${forFolders} is for folders of runs; '${path}' is a saved table.`)
  }
  let hasIssues = false
  const table = readTable(path, {
    report: ({ message, code }) => {
      hasIssues = true
      terminal.stderr.write(`${printable(message)} [${code}]\n`)
    },
  })
  if (table.numCols() === 0) throw new AssayError(`'${path}' has no columns.`)
  return {
    table: args.where === undefined ? table : query(table, args.where),
    conclude: () => (hasIssues && args.strict === true ? EXIT.issues : EXIT.ok),
  }
}
