import { distance } from 'fastest-levenshtein'
import { didYouMean } from '../did-you-mean.js'
import type { Query, QueryField } from './condition.js'
import { QueryError } from './query-error.js'

/** The part of a name that may differ, for the name still to be taken for a slip. */
const SLIP = 0.25

/**
 * Why a field that is not known is an error, with the names that are nearest; `undefined` for one
 * that is known, or merely absent. As with MLXP, absent is what begins with `config.` or `info.`
 * and resembles no known name: another's last part, or a name within a quarter of the letters.
 *
 * @example
 * unknownField('config.sed', ['config.seed']) // " Did you mean 'config.seed'? There are: config.seed."
 * unknownField('config.dropout', ['config.seed']) // undefined
 */
export function unknownField(name: string, known: Iterable<string>): string | undefined {
  const names = new Set(known)
  if (names.has(name)) return undefined
  const resembled = resembles(name, names)
  if (resembled === undefined && /^(?:config|info)\./.test(name)) return undefined
  return didYouMean(resembled ?? name, names)
}

/**
 * Makes sure that the fields of a query are known, or absent as {@link unknownField} has it.
 *
 * @throws QueryError at the first that is not; `hint` may add to it.
 */
export function checkFields(
  query: Query,
  known: Iterable<string>,
  hint: (field: QueryField) => string = () => '',
): void {
  const names = new Set(known)
  for (const field of query.fields) {
    const problem = unknownField(field.name, names)
    if (problem === undefined) continue
    const quotes = field.isValue ? ` A text stands in quotes: '${field.name}'.` : ''
    const message = `There is no field '${field.name}'.${quotes}${problem}${hint(field)}`
    throw new QueryError(query.text, field.at, message)
  }
}

/** The known name that this one is likely to mean. */
function resembles(name: string, names: ReadonlySet<string>): string | undefined {
  const lower = name.toLowerCase()
  const last = lastPart(lower)
  let nearest: string | undefined
  let fewest = Infinity
  for (const known of names) {
    const other = known.toLowerCase()
    if (other === lower) return known
    // A distance is at least the difference of the lengths, and takes their product to work out.
    const most = SLIP * differingPart(other, lower).length
    const edits = Math.abs(other.length - lower.length) <= most ? distance(lower, other) : Infinity
    const difference =
      edits <= most ? edits : lastPart(other) === last ? Number.MAX_VALUE : Infinity
    if (difference < fewest) {
      fewest = difference
      nearest = known
    }
  }
  return nearest
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}

/** The last part of a dotted name that is not the other's, counted from the end. */
function differingPart(name: string, other: string): string {
  const parts = name.split('.').reverse()
  const others = other.split('.').reverse()
  return parts.find((part, i) => part !== others[i]) ?? ''
}
