import { didYouMean } from '../did-you-mean.js'
import { AssayError } from '../issue.js'
import { bca } from '../stats/bca.js'
import { iqm } from '../stats/iqm.js'
import { mean } from '../stats/mean.js'
import { median, quantile } from '../stats/quantile.js'
import { tHalfWidths } from '../stats/t-interval.js'
import type { Sample } from './sample.js'

/** A statistic by its name; `q05`, `q25`, `q99`, ... are quantiles in percent. */
export type StatName =
  | 'n'
  | 'missing'
  | 'nan'
  | 'mean'
  | 'std'
  | 'sem'
  | 'ci95'
  | 'bca95'
  | 'min'
  | 'max'
  | 'median'
  | 'iqm'
  | 'sum'
  | `q${number}`

/** A confidence interval other than the usual one. */
export interface IntervalStat<Name extends string = string> {
  /** What its columns are called behind the metric's name. */
  readonly name: Name
  /**
   * `'t'`: half the width of Student's interval of the mean, one column. `'bca'`: the ends of the
   * bias-corrected and accelerated bootstrap's interval, two columns, `_low` and `_high`.
   */
  readonly interval: 't' | 'bca'
  /** What it is an interval of; Student's is of the mean. Default `'mean'`. */
  readonly of?: 'mean' | 'median' | 'iqm' | ((values: readonly number[]) => number)
  /** Default 0.95. */
  readonly level?: number
  /** How often values are drawn anew; default 9999. */
  readonly resamples?: number
  /** The bootstrap's seed: the same one gives the same interval everywhere. Default 0. */
  readonly seed?: number
}

/** A reducer of your own, with the name that its column has behind the metric's. */
export interface NamedReducer<Name extends string = string> {
  readonly name: Name
  /** Given the finite values of a group, of which there is at least one. */
  readonly reduce: (values: readonly number[]) => number | null
}

/** What makes one number, or an interval, of a group's values. */
export type Stat =
  StatName | ((values: readonly number[]) => number | null) | NamedReducer | IntervalStat

/** A statistic as it is computed: a column for each suffix. */
export interface Reducer {
  readonly suffixes: readonly string[]
  readonly reduce: (sample: Sample) => readonly (number | null)[]
}

type Plain = (sample: Sample) => number | null

const PLAIN: Readonly<Record<Exclude<StatName, 'bca95' | `q${number}`>, Plain>> = {
  n: ({ values }) => values.length,
  missing: (sample) => sample.missing,
  nan: (sample) => sample.nan,
  mean: (sample) => sample.mean,
  std: (sample) => sample.std,
  sem: ({ std, values }) => (std === null ? null : std / Math.sqrt(values.length)),
  ci95: studentHalf(0.95),
  min: ({ values }) => extreme(values, (a, b) => a < b),
  max: ({ values }) => extreme(values, (a, b) => a > b),
  median: ({ sorted }) => median(sorted),
  iqm: ({ sorted }) => iqm(sorted),
  sum: ({ values }) => values.reduce((sum, value) => sum + value, 0),
}

const NAMES = [...Object.keys(PLAIN), 'bca95', 'q25', 'q75']

/**
 * The reducer that a statistic stands for.
 *
 * @throws AssayError for a name that is not known, and for a function without a name.
 */
export function reducerOf(stat: Stat): Reducer {
  if (typeof stat === 'string') return named(stat)
  if (typeof stat === 'function') {
    if (stat.name === '') {
      throw new AssayError('A reducer needs a name for its column: { name, reduce }.')
    }
    return ofValues(stat.name, stat)
  }
  return 'interval' in stat ? interval(stat) : ofValues(stat.name, stat.reduce)
}

function named(name: string): Reducer {
  if (name === 'bca95') return interval({ name, interval: 'bca' })
  const percent = /^q(\d{1,2}(?:\.\d+)?|100)$/.exec(name)?.[1]
  if (percent !== undefined) {
    return plain(name, ({ sorted }) => quantile(sorted, Number(percent) / 100))
  }
  if (!Object.hasOwn(PLAIN, name)) {
    throw new AssayError(`There is no statistic '${name}'.${didYouMean(name, NAMES)}`)
  }
  return plain(name, PLAIN[name as keyof typeof PLAIN])
}

function plain(name: string, reduce: Plain): Reducer {
  return { suffixes: [name], reduce: (sample) => [reduce(sample)] }
}

function ofValues(name: string, reduce: NamedReducer['reduce']): Reducer {
  return plain(name, ({ values }) => (values.length === 0 ? null : reduce([...values])))
}

function interval(stat: IntervalStat): Reducer {
  const { name, of = 'mean', level = 0.95, resamples, seed } = stat
  if (!(level > 0 && level < 1)) {
    throw new AssayError(`'${name}': the level is ${level}; it is a number between 0 and 1.`)
  }
  if (stat.interval === 't') {
    if (of !== 'mean') {
      throw new AssayError(`'${name}': Student's interval is of the mean; 'bca' is of anything.`)
    }
    return plain(name, studentHalf(level))
  }
  const statistic = (values: ArrayLike<number>): number =>
    typeof of === 'function' ? of(Array.from(values)) : (CENTRES[of](values) ?? NaN)
  return {
    suffixes: [`${name}_low`, `${name}_high`],
    reduce: ({ values }) => {
      const ends = bca(values, statistic, { level, resamples, seed })
      return [ends?.low ?? null, ends?.high ?? null]
    },
  }
}

const CENTRES = { mean, median, iqm }

/** Half the width of Student's interval. */
function studentHalf(level: number): Plain {
  const halfWidth = tHalfWidths(level)
  return ({ std, values }) => halfWidth(std, values.length)
}

function extreme(values: Float64Array, better: (a: number, b: number) => boolean): number | null {
  let found = values[0]
  for (const value of values) if (found === undefined || better(value, found)) found = value
  return found ?? null
}
