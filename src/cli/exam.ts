import { table as tableOf } from 'arquero'
import { runStatus } from '../examiner/run-status-parser.js'
import { AssayError } from '../issue.js'
import type { Parser } from '../parsers/parser.js'
import { arranged } from '../table/arranged.js'
import { columnValues, type TableLike } from '../table-like.js'
import { chartFromArgument } from './chart-argument.js'
import { conclude, look, type LookArguments } from './look.js'
import { metricFromArgument } from './metric-argument.js'
import type { Terminal } from './run.js'
import { savedPath, savedTable } from './saved.js'
import { writeTable, type OutArguments } from './write-table.js'
import { writeFileSafely } from './write.js'

/** What `assay exam` was asked for. */
export interface ExamArguments extends LookArguments, OutArguments {
  readonly metric: readonly string[]
  readonly status?: boolean
  readonly allParams?: boolean
  readonly columns?: readonly string[]
  readonly sort: readonly string[]
  readonly chart: readonly string[]
  readonly chartFile?: string
  readonly keepFormulas?: boolean
}

/** Examines folders of runs, and writes the table and the charts; gives the exit code. */
export async function exam(
  outputs: readonly string[],
  args: ExamArguments,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  if (args.chartFile !== undefined && args.chart.length !== 1) {
    throw new AssayError('--chart-file names the file of one chart; give one --chart.')
  }
  const charts = args.chart.map((chart) => chartFromArgument(chart, args.chartFile))
  const paths = charts.map(({ path }) => path)
  const twice = paths.find((path, index) => paths.indexOf(path) !== index)
  if (twice !== undefined) {
    throw new AssayError(`Two charts go to '${twice}'; ask for one at a time, with --chart-file.`)
  }
  const { table, full, conclude } = await examined(outputs, args, terminal, signal)
  // Charts may show params that are the same in all runs. They are drawn before anything is
  // written: a column that is not there is misuse.
  const drawn = await Promise.all(
    charts.map(async ({ path, draw }) => [path, await draw(full)] as const),
  )
  const formulas = args.keepFormulas === true ? 'keep' : 'escape'
  await writeTable(table, { ...args, formulas }, terminal, signal)

  for (const [path, content] of drawn) {
    signal.throwIfAborted()
    await writeFileSafely(path, content)
    terminal.stderr.write(`Chart: ${path}\n`)
  }
  return conclude()
}

/** What is printed, all that charts may show, and what is to be said at the end. */
interface Examined {
  readonly table: TableLike
  readonly full: TableLike
  readonly conclude: () => number
}

async function examined(
  outputs: readonly string[],
  args: ExamArguments,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Examined> {
  const { sort, columns } = args
  const path = savedPath(outputs, args)
  if (path !== undefined) {
    if (args.metric.length > 0) {
      throw new AssayError(`--metric is for folders of runs; '${path}' is a saved table.`)
    }
    const { table: full, conclude } = savedTable(path, args, terminal)
    const names = full.columnNames()
    const all = names.map((name) => ({ name, values: columnValues(full, name) }))
    const shown = arranged(all, columns ?? names, sort)
    const table = tableOf(shown.map(([name, values]) => [name, values]))
    return { table, full, conclude }
  }
  const metrics: Parser[] = args.metric.map(metricFromArgument)
  if (args.status === true) metrics.push(runStatus())
  const { examiner, summary } = await look(outputs, args, metrics, terminal, signal)
  const table = examiner.table({
    concise: args.allParams !== true,
    sort,
    ...(columns === undefined ? {} : { columns }),
  })
  const full = examiner.table({ concise: false })
  return { table, full, conclude: () => conclude(summary, args, terminal) }
}
