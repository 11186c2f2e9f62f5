import { didYouMean } from '../../did-you-mean.js'
import { AssayError } from '../../issue.js'
import { withDatabase } from '../../readers/sqlite/database.js'
import type { SqlValue } from '../../readers/sqlite/value.js'
import { throwProblem } from '../../readers/text/options.js'
import { sameValue } from '../../values/same-value.js'
import type { RunId } from './id.js'
import { readMetadata } from './metadata.js'
import { runTables } from './tables.js'

/**
 * The ids of the runs in a database of ml-instrumentation's whose metadata have all the given
 * values, as its own `get_run_ids` finds them, in the order in which they were stored; an id once
 * for each row of metadata that fits.
 *
 * Numbers are equal by value (1 and 1.0; true is 1, as the tool stores it), texts to the letter.
 * `null` stands for what was not given, or was NaN.
 *
 * @param db the path of the file, which is only read
 * @throws AssayError for a name that no metadata has
 * @throws IssueError when the file cannot be read, is damaged, or locked by its writer
 *
 * @example
 * const db = 'test/fixtures/ml-instrumentation/new/merged.db'
 * runIds(db, { name: 'adam', seed: 0 }) // [0, 1]
 * runIds(db, { momentum: null }) // [0, 1]
 */
export function runIds(
  db: string,
  where: Readonly<Record<string, RunId | boolean | null>>,
): RunId[] {
  return withDatabase(db, (database) => {
    const { metadata } = runTables(database, throwProblem)
    const names = metadata?.columns ?? []
    for (const name of Object.keys(where)) {
      if (names.includes(name)) continue
      throw new AssayError(`There is no metadata '${name}' in ${db}.${didYouMean(name, names)}`)
    }
    if (metadata === undefined) return []
    const wanted = Object.entries(where).map(([name, value]) => ({ name, value: stored(value) }))
    return readMetadata(database, metadata, throwProblem)
      .filter(({ id, values }) =>
        wanted.every(({ name, value }) => sameValue(name === 'id' ? id : values.get(name), value)),
      )
      .flatMap(({ id }) => (id === null ? [] : [id]))
  })
}

/** A value as the tool stores it. */
function stored(value: RunId | boolean | null): SqlValue {
  if (typeof value === 'boolean') return Number(value)
  return Number.isNaN(value) ? null : value
}
