import { didYouMean } from '../did-you-mean.js'
import type { Experiment, ParamValue, Series } from '../experiment.js'
import { AssayError } from '../issue.js'
import type { DeclaredParser } from './parser.js'

/** What of a series becomes the metric; `argmin` and `argmax` are the step of the least and the most. */
export type SeriesKeep = 'last' | 'first' | 'min' | 'max' | 'mean' | 'argmin' | 'argmax' | 'all'

export const SERIES_KEEPS: readonly SeriesKeep[] = [
  'last',
  'first',
  'min',
  'max',
  'mean',
  'argmin',
  'argmax',
  'all',
]

/** Options of {@link seriesMetric}. */
export interface SeriesMetricOptions<
  Name extends string = string,
  As extends 'number' | 'value' = 'number' | 'value',
> {
  /** The name of the metric; default the whole of `'train.loss@last'`. */
  readonly name?: Name
  /** The series that gives the steps, such as `'train.epoch'`; default: the layout's own steps. */
  readonly x?: string
  /** Take the last or first value as it was recorded, whatever it is; default `'number'`. */
  readonly as?: As
}

/** The type of the metric that {@link seriesMetric} gives. */
export type SeriesMetricValue<S extends string, As> = As extends 'value'
  ? ParamValue
  : string extends S
    ? Series | number
    : S extends `${string}@all`
      ? Series
      : number

/**
 * A parser for a metric that the run recorded over steps, whatever the tool: `'train.loss@last'`,
 * or another way to keep it ({@link SeriesKeep}; without one, the last).
 *
 * `min`, `max` and their steps pass over NaN, of equals the first counts; the `mean` of a series
 * with a NaN is NaN. An experiment without such a series has no such metric.
 *
 * @throws AssayError for an unknown way to keep.
 * @example
 * const examiner = new Examiner()
 *   .add(seriesMetric('train.loss@min', { name: 'loss' }))
 *   .add(seriesMetric('train.loss@all', { x: 'train.epoch' }))
 */
export function seriesMetric<
  const S extends string,
  const Name extends string = S,
  As extends 'number' | 'value' = 'number',
>(
  series: S,
  options: SeriesMetricOptions<Name, As> = {},
): DeclaredParser<Record<Name, SeriesMetricValue<S, As>>> {
  const { source, keep } = takenApart(series)
  const { x } = options
  const as: 'number' | 'value' = options.as ?? 'number'
  if (as === 'value' && keep !== 'last' && keep !== 'first') {
    throw new AssayError(`'${series}' needs numbers; leave out as: 'value'.`)
  }
  // It is the literal by default, as its type says.
  const name = (options.name ?? series) as Name
  return {
    name,
    metrics: [name],
    series: x === undefined ? [source] : [source, x],
    version: JSON.stringify([source, keep, x, as]),
    parse: ({ experiment }) => {
      const value =
        as === 'value'
          ? recorded(experiment, source, keep)
          : KEEPERS[keep](experiment.series(source, x === undefined ? {} : { x }))
      if (value === undefined) return undefined
      // The value's type follows from `keep`, which the table of keepers cannot tell.
      return { [name]: value } as Record<Name, SeriesMetricValue<S, As>>
    },
  }
}

function takenApart(text: string): { readonly source: string; readonly keep: SeriesKeep } {
  const at = text.lastIndexOf('@')
  if (at < 0) return { source: text, keep: 'last' }
  const word = text.slice(at + 1)
  const keep = SERIES_KEEPS.find((known) => known === word)
  if (keep) return { source: text.slice(0, at), keep }
  throw new AssayError(
    `'${text}': no way to keep is '@${word}'.${didYouMean(word, SERIES_KEEPS)}` +
      ` The last value of a series of that very name is '${text}@last'.`,
  )
}

function recorded(
  experiment: Experiment,
  source: string,
  keep: SeriesKeep,
): ParamValue | undefined {
  const values = experiment.points(source)?.values
  return keep === 'last' ? values?.at(-1) : values?.[0]
}

type Keeper = (series: Series | undefined) => number | Series | undefined

/** What of a series each word keeps. */
export const KEEPERS: Readonly<Record<SeriesKeep, Keeper>> = {
  last: (series) => series?.values.at(-1),
  first: (series) => series?.values[0],
  min: (series) => series?.values[best(series.values, (a, b) => a < b)],
  max: (series) => series?.values[best(series.values, (a, b) => a > b)],
  // A running mean: of equal values it is exactly that value.
  mean: (series) =>
    series?.values.reduce((mean, value, index) => {
      return Number.isFinite(mean) ? mean + (value - mean) / (index + 1) : mean + value
    }, 0),
  argmin: (series) => series?.steps[best(series.values, (a, b) => a < b)],
  argmax: (series) => series?.steps[best(series.values, (a, b) => a > b)],
  all: (series) => series,
}

/** The index of the best value; NaN gives way to any number. */
function best(values: Float64Array, better: (a: number, b: number) => boolean): number {
  let found = 0
  for (const [index, value] of values.entries()) {
    const known = values[found] ?? NaN
    if (better(value, known) || (Number.isNaN(known) && !Number.isNaN(value))) found = index
  }
  return found
}
