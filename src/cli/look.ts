import { Examiner } from '../examiner/examiner.js'
import type { ExamSummary } from '../examiner/options.js'
import type { Parser } from '../parsers/parser.js'
import { pluginsFrom } from './plugins-file.js'
import { progressBar } from './progress.js'
import { EXIT, type Terminal } from './run.js'
import { summaryLines } from './summary.js'

/** Which runs to look at, and with what: common to the commands that examine. */
export interface LookArguments {
  readonly regex?: string
  readonly layout?: string
  readonly where?: string | undefined
  readonly parsers: readonly string[]
  readonly concurrency?: number
  readonly strict?: boolean
}

/** Examines folders of runs, `./output` if none is named, with a progress bar. */
export async function look(
  outputs: readonly string[],
  { regex, layout, where, parsers, concurrency }: LookArguments,
  metrics: readonly Parser[],
  terminal: Terminal,
  signal: AbortSignal,
): Promise<{ readonly examiner: Examiner; readonly summary: ExamSummary }> {
  const plugins = await pluginsFrom(parsers)
  const all = new Examiner({ layouts: plugins.layouts })
  for (const metric of metrics) all.add(metric)
  // The Examiner refuses what is no parser.
  for (const parser of plugins.parsers) all.add(parser as Parser)
  const examiner = where === undefined ? all : all.filter(where)

  const bar = progressBar(terminal)
  const summary = await examiner
    .exam({
      output: outputs.length === 0 ? 'output' : outputs,
      signal,
      onProgress: bar.show,
      ...(regex === undefined ? {} : { regex }),
      ...(layout === undefined ? {} : { layout }),
      ...(concurrency === undefined ? {} : { concurrency }),
    })
    .finally(bar.clear)
  return { examiner, summary }
}

const NO_RUNS = 'There are no runs: assay layouts tells what is recognised in a folder.'

/** Says what was wrong; gives the exit code. */
export function conclude(
  summary: ExamSummary,
  { strict }: LookArguments,
  terminal: Terminal,
): number {
  if (summary.examined === 0) {
    terminal.stderr.write(summary.filtered > 0 ? 'No run passes --where.\n' : `${NO_RUNS}\n`)
  }
  for (const line of summaryLines(summary)) terminal.stderr.write(`${line}\n`)
  return strict === true && summary.issues.length > 0 ? EXIT.issues : EXIT.ok
}
