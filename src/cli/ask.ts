import { existsSync } from 'node:fs'
import { AssayError } from '../issue.js'
import { readTable } from '../formats/read-table.js'
import { pooledParams } from '../groups/pooled.js'
import { query } from '../query/query.js'
import { originOf } from '../table/roles.js'
import type { TableLike } from '../table-like.js'
import { conclude, look, type LookArguments } from './look.js'
import { metricFromArgument } from './metric-argument.js'
import { EXIT, type Terminal } from './run.js'
import type { OutArguments } from './write-table.js'

const SAVED = /\.(?:tsv|csv|json|parquet|arrow|feather)$/i

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
  const [first = ''] = outputs
  if (outputs.length === 1 && SAVED.test(first) && existsSync(first)) return saved(first, args)
  const parsers = args.metric.filter((metric) => !isBare(metric)).map(metricFromArgument)
  const { examiner, summary } = await look(outputs, args, parsers, terminal, signal)
  const metrics = args.metric.map((metric) => {
    return isBare(metric) ? metric : metricFromArgument(metric).name
  })
  return {
    table: examiner.table({ concise: false }),
    metrics: metrics.length === 0 ? undefined : metrics,
    conclude: () => conclude(summary, args, terminal),
  }
}

async function saved(path: string, args: AskArguments): Promise<Asked> {
  const forFolders = (['regex', 'layout', 'concurrency'] as const).find((option) => args[option])
  if (forFolders !== undefined || args.parsers.length > 0) {
    throw new AssayError(
      `--${forFolders ?? 'parsers'} is for folders of runs; '${path}' is a saved table.`,
    )
  }
  const table = await readTable(path)
  return {
    table: args.where === undefined ? table : query(table, args.where),
    metrics: args.metric.length === 0 ? undefined : args.metric,
    conclude: () => EXIT.ok,
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

/** Says which params differ within groups, for that is easily overlooked. */
export function tellPooled(
  { table, metrics }: Pick<Asked, 'table' | 'metrics'>,
  by: readonly string[] | undefined,
  over: readonly string[] | undefined,
  terminal: Terminal,
): void {
  if (by === undefined) return
  const pooled = pooledParams(table, by, { over, metrics })
  if (pooled.length === 0) return
  const names = pooled.length > 5 ? [...pooled.slice(0, 5), `${pooled.length - 5} more`] : pooled
  terminal.stderr.write(
    `Note: runs of one group differ in ${names.join(', ')}; --by or --where keeps them apart.\n`,
  )
}

/** Says when no group has two runs: it was grouped by too much, or nothing was repeated. */
export function tellSingle(groups: TableLike, terminal: Terminal): void {
  const runs = groups.column('runs')
  const rows = Array.from(groups.indices())
  if (rows.length < 2 || rows.some((row) => runs?.at(row) !== 1)) return
  const names = groups.columnNames()
  const by = names.slice(0, names.indexOf('runs')).join(', ')
  terminal.stderr.write(
    `Note: every group has one run, so no interval; grouped by ${by}. --by names what to group by.\n`,
  )
}
