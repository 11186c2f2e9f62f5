import { basename, resolve } from 'node:path'
import type { Examiner } from '../examiner/examiner.js'
import { toReport } from '../report/to-report.js'
import { conclude, look, type LookArguments } from './look.js'
import { metricFromArgument } from './metric-argument.js'
import { progressBar } from './progress.js'
import type { Terminal } from './run.js'
import { writeFileSafely } from './write.js'

/** What `assay report` was asked for. */
export interface ReportArguments extends LookArguments {
  readonly out: string
  readonly metric: readonly string[]
  readonly title?: string
}

/** Examines folders of runs, and writes them as a page to look through; gives the exit code. */
export async function report(
  outputs: readonly string[],
  args: ReportArguments,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const { out, title = titleOf(outputs) } = args
  const metrics = args.metric.map(metricFromArgument)
  const { examiner, summary } = await look(outputs, args, metrics, terminal, signal)
  const bar = progressBar(terminal)
  const page = await toReport(examiner, { title, signal, onProgress: bar.show }).finally(bar.clear)
  signal.throwIfAborted()
  await writeFileSafely(out, [page])
  terminal.stderr.write(`Report: ${out}\n`)
  const hint = hintFor(examiner)
  if (hint !== undefined) terminal.stderr.write(`${hint}\n`)
  // By now with what was wrong in the series.
  const { issues } = examiner
  const names = new Set(issues.map(({ experiment }) => experiment))
  const failed = [...examiner.experiments.keys()].filter((name) => names.has(name)).length
  return conclude({ ...summary, issues, failed }, args, terminal)
}

/** What a report lacks that its maker may not expect, and what to do about it. */
function hintFor({ experiments }: Examiner): string | undefined {
  if (experiments.size === 0) return undefined
  const isBare = [...experiments.values()].every(
    ({ metric, seriesNames }) => Object.keys(metric).length === 0 && seriesNames.length === 0,
  )
  return isBare
    ? 'It has no metrics: --metric reads one from logs, and assay learn proposes how.'
    : undefined
}

function titleOf(outputs: readonly string[]): string {
  const folders = outputs.length === 0 ? ['output'] : outputs
  return folders.map((folder) => basename(resolve(folder))).join(', ')
}
