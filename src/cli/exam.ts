import { Examiner } from '../examiner/examiner.js'
import { AssayError } from '../issue.js'
import { chartFromArgument } from './chart-argument.js'
import { formatOf, inFormat, type Format } from './formats.js'
import { metricFromArgument } from './metric-argument.js'
import { parsersFromFile } from './parsers-file.js'
import { progressBar } from './progress.js'
import { EXIT, type Terminal } from './run.js'
import { summaryLines } from './summary.js'
import { writeFileSafely, writeTo } from './write.js'

/** What `assay exam` was asked for. */
export interface ExamArguments {
  readonly regex?: string
  readonly metric: readonly string[]
  readonly parsers: readonly string[]
  readonly allParams?: boolean
  readonly columns?: readonly string[]
  readonly sort: readonly string[]
  readonly chart: readonly string[]
  readonly chartFile?: string
  readonly out?: string
  readonly format?: Format
  readonly keepFormulas?: boolean
  readonly strict?: boolean
  readonly concurrency?: number
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
  const format = args.format ?? (args.out === undefined ? 'tsv' : formatOf(args.out))
  const charts = args.chart.map((chart) => chartFromArgument(chart, args.chartFile))
  const examiner = new Examiner()
  for (const metric of args.metric) examiner.add(metricFromArgument(metric))
  for (const path of args.parsers) {
    for (const parser of await parsersFromFile(path)) examiner.add(parser as never)
  }

  const bar = progressBar(terminal)
  const { regex, concurrency } = args
  const summary = await examiner
    .exam({
      output: outputs.length === 0 ? 'output' : outputs,
      signal,
      onProgress: bar.show,
      ...(regex === undefined ? {} : { regex }),
      ...(concurrency === undefined ? {} : { concurrency }),
    })
    .finally(bar.clear)

  const { sort, columns, out } = args
  const table = examiner.table({
    concise: args.allParams !== true,
    sort,
    ...(columns === undefined ? {} : { columns }),
  })
  // Charts may show params that are the same in all runs. They are drawn before anything is
  // written: a column that is not there is misuse.
  const full = examiner.table({ concise: false })
  const drawn = await Promise.all(
    charts.map(async ({ path, draw }) => [path, await draw(full)] as const),
  )
  const pieces = inFormat(table, format, {
    formulas: args.keepFormulas === true ? 'keep' : 'escape',
  })
  if (out === undefined) {
    await writeTo(terminal.stdout, pieces, signal)
  } else {
    await writeFileSafely(out, pieces)
    terminal.stderr.write(`Table: ${out}\n`)
  }

  for (const [path, content] of drawn) {
    signal.throwIfAborted()
    await writeFileSafely(path, content)
    terminal.stderr.write(`Chart: ${path}\n`)
  }
  for (const line of summaryLines(summary)) terminal.stderr.write(`${line}\n`)
  return args.strict === true && summary.issues.length > 0 ? EXIT.issues : EXIT.ok
}
