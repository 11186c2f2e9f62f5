import type { Examiner } from '../examiner/examiner.js'
import { AssayError } from '../issue.js'
import { originOf } from '../table/roles.js'
import type { TableLike } from '../table-like.js'
import { conclude, look, type LookArguments } from './look.js'
import { metricFromArgument } from './metric-argument.js'
import type { Terminal } from './run.js'
import { savedPath, savedTable } from './saved.js'
import type { OutArguments } from './write-table.js'

/** Which runs a question is about, and which columns: common to the commands that group. */
export interface AskArguments extends LookArguments, OutArguments {
  readonly metric: readonly string[]
  readonly by?: readonly string[]
  readonly over?: readonly string[]
}

/** The table that a question is put to. */
export interface Asked {
  readonly table: TableLike
  /** The metrics that were named; without one, all. */
  readonly metrics: readonly string[] | undefined
  /** The names of the runs; none of a saved table. */
  readonly names: ReadonlySet<string>
  /** Says what was wrong; gives the exit code. */
  readonly conclude: () => number
}

/**
 * The table of the runs in folders, with all their params, or one that was saved (`table.tsv`).
 *
 * A `--metric` is a parser, as in `assay exam`, or the bare name of a metric: one that a parser of
 * `--parsers` makes, or a column of the saved table.
 */
export async function ask(
  outputs: readonly string[],
  args: AskArguments,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Asked> {
  const path = savedPath(outputs, args)
  if (path !== undefined) return ofSaved(path, args, terminal)
  const asked = args.metric.map((metric) => (isBare(metric) ? metric : metricFromArgument(metric)))
  const parsers = asked.filter((metric) => typeof metric !== 'string')
  const metrics = asked.map((metric) => (typeof metric === 'string' ? metric : metric.name))
  const { examiner, summary } = await look(outputs, args, parsers, terminal, signal)
  const table = tableWith(
    examiner,
    parsers.map(({ name }) => name),
  )
  refuseSeries(examiner, absentFrom(table, metrics))
  return {
    table,
    metrics: metrics.length === 0 ? undefined : metrics,
    names: new Set(examiner.experiments.keys()),
    conclude: () => conclude(summary, args, terminal),
  }
}

/** All columns, and those of `metrics` that no run has: it is then seen that they are missing. */
export function tableWith(examiner: Examiner, metrics: readonly string[]): TableLike {
  const table = examiner.table({ concise: false })
  const lacking = table.numRows() === 0 ? [] : absentFrom(table, metrics)
  return lacking.length === 0
    ? table
    : examiner.table({ columns: [...table.columnNames(), ...lacking] })
}

function refuseSeries(examiner: Examiner, names: readonly string[]): void {
  if (names.length === 0) return
  for (const { seriesNames } of examiner.experiments.values()) {
    const series = names.find((name) => seriesNames.includes(name))
    if (series === undefined) continue
    throw new AssayError(
      `'${series}' is a series: say which of its values, as in --metric ${series}@last.`,
    )
  }
}

function absentFrom(table: TableLike, names: readonly string[]): readonly string[] {
  const own = table.columnNames()
  return names.filter((name) => !own.includes(name))
}

function ofSaved(path: string, args: AskArguments, terminal: Terminal): Asked {
  const { table, conclude } = savedTable(path, args, terminal)
  if (args.metric.length === 0 && args.by === undefined) {
    throw new AssayError(
      `A saved table does not tell params from metrics: say --metric. '${path}' has: ${table.columnNames().join(', ')}.`,
    )
  }
  return {
    table,
    metrics: args.metric.length === 0 ? undefined : args.metric,
    names: new Set(),
    conclude,
  }
}

function isBare(metric: string): boolean {
  return !/[=@]/.test(metric)
}

/** The one metric that a command is about. */
export function oneMetric({ table, metrics }: Asked): string {
  const names =
    metrics ?? table.columnNames().filter((name) => originOf(table.column(name))?.role === 'metric')
  const [metric] = names
  if (metric !== undefined && names.length === 1) return metric
  throw new AssayError(
    metric === undefined
      ? 'Which metric is it about? Say --metric.'
      : `It is about one metric, not ${names.length}; say which with --metric: ${names.join(', ')}.`,
  )
}
