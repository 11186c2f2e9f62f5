import { didYouMean } from '../did-you-mean.js'
import type { Experiment } from '../experiment.js'
import type { Parser } from '../parsers/parser.js'
import { KEEPERS, SERIES_KEEPS, type SeriesKeep } from '../parsers/series-metric.js'
import { UNKNOWN, type Accessor, type Test } from '../query/cell.js'
import { checkOrder } from '../query/check-order.js'
import { compile } from '../query/compile.js'
import type { Query, QueryField } from '../query/condition.js'
import { QueryError } from '../query/query-error.js'
import { checkFields } from '../query/unknown-field.js'
import { eachParam } from '../table/flatten.js'

/** What a query answers of one experiment. */
export interface Verdict {
  /** What its params say; `undefined` when that depends on its metrics. */
  readonly byParams: boolean | undefined
  /** What they and its metrics say, once the parsers ran. */
  byMetrics(): boolean
}

/** Of how many experiments the names of series are looked up for an error's message. */
const LOOKED_UP = 20

/**
 * A query put to experiments: to their params before any metric is read, and to their metrics and
 * series only where the params leave it open.
 */
export class RunFilter {
  readonly #query: Query
  readonly #test: Test
  /** By experiment, what it has for each field of the query. */
  readonly #rows: Map<string, unknown>[] = []
  readonly #declared: ReadonlySet<string>
  /** Whether there is a parser that may write metrics of any name. */
  readonly #isOpen: boolean
  readonly #names: Set<string>
  readonly #first: Experiment[] = []

  /** @throws QueryError for a word after `@` that keeps no value of a series. */
  constructor(query: Query, parsers: readonly Parser[]) {
    this.#query = query
    const metrics = parsers.map((parser) => {
      return typeof parser === 'function' ? undefined : parser.metrics
    })
    this.#declared = new Set(metrics.flatMap((names) => names ?? []))
    this.#isOpen = metrics.includes(undefined)
    this.#names = new Set(['experiment', ...this.#declared])
    this.#test = compile(query, this.#accessor)
    for (const field of query.fields) this.#checkKeep(field)
  }

  /** Puts the query to an experiment whose metrics are not made yet. */
  ask(experiment: Experiment): Verdict {
    const row = this.#rows.length
    const params = new Map<string, unknown>([['experiment', experiment.name]])
    eachParam(experiment.param, (name, value) => params.set(name, value))
    for (const name of params.keys()) if (!name.startsWith('_')) this.#names.add(name)
    if (this.#first.length < LOOKED_UP) this.#first.push(experiment)
    const values = new Map<string, unknown>()
    for (const { name, series } of this.#query.fields) {
      const isParam = params.has(name) && !this.#declared.has(name)
      const mayBeMetric = this.#isOpen || series !== undefined || this.#declared.has(name)
      const ofParam = params.get(name) ?? params.get(name.replace(/^param\./, ''))
      values.set(name, isParam || !mayBeMetric ? ofParam : UNKNOWN)
    }
    this.#rows.push(values)
    const byParams = this.#test(row)
    return {
      byParams,
      byMetrics: () => {
        if (byParams !== undefined) return byParams
        for (const field of this.#query.fields) {
          if (values.get(field.name) === UNKNOWN) {
            values.set(field.name, metricOf(experiment, field))
          }
        }
        for (const name of Object.keys(experiment.metric)) this.#names.add(name)
        return this.#test(row) === true
      },
    }
  }

  /**
   * Says, once all experiments were asked, what cannot have been meant.
   *
   * @throws QueryError for a field that no experiment has, and for an order between values that
   * have none.
   */
  check(): void {
    const isNowhere = ({ name }: QueryField): boolean =>
      this.#rows.every((values) => values.get(name) === undefined)
    const nowhere = this.#query.fields.filter(isNowhere)
    if (this.#rows.length > 0 && nowhere.length > 0) {
      const series = new Set(this.#first.flatMap(({ seriesNames }) => [...seriesNames]))
      for (const field of nowhere) {
        if (!series.has(field.name)) continue
        const problem = `'${field.name}' is a series; say which of its values: ${field.name}@last, @min, @max, @mean, ...`
        throw new QueryError(this.#query.text, field.at, problem)
      }
      const summaries = nowhere.flatMap(({ series: asked }) => {
        return asked === undefined ? [] : [...series].map((name) => `${name}@${asked.keep}`)
      })
      checkFields({ ...this.#query, fields: nowhere }, [...this.#names, ...summaries])
    }
    checkOrder(this.#query, this.#accessor, this.#rows.length)
  }

  readonly #accessor = ({ name }: QueryField): Accessor => {
    return (row) => this.#rows[row]?.get(name)
  }

  #checkKeep({ name, series, at }: QueryField): void {
    if (series === undefined || this.#declared.has(name) || this.#isOpen) return
    if (isKeep(series.keep)) return
    const hint = didYouMean(series.keep, KEEPS)
    throw new QueryError(this.#query.text, at, `No value of a series is '@${series.keep}'.${hint}`)
  }
}

const KEEPS = SERIES_KEEPS.filter((keep) => keep !== 'all')

function isKeep(word: string): word is SeriesKeep {
  return KEEPS.some((keep) => keep === word)
}

/** A metric of that name, or what the name says of a series. */
function metricOf(experiment: Experiment, { name, series }: QueryField): unknown {
  if (Object.hasOwn(experiment.metric, name)) return experiment.metric[name]
  if (series === undefined || !isKeep(series.keep)) return undefined
  return KEEPERS[series.keep](experiment.series(series.name))
}
