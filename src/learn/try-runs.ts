import type { Series } from '../experiment.js'
import { logMetric, type LogMetricOptions } from '../parsers/log-metric.js'
import type { DeclaredParser } from '../parsers/parser.js'
import { fileOf, type LoggedRun } from './logs.js'
import { orNothing } from './search-runs.js'

/** What a parser of one metric gives for a run, as an exam has it; `undefined` where nothing is. */
export async function valueIn<T>(
  run: LoggedRun,
  log: string,
  parser: DeclaredParser<Record<string, T>>,
  signal: AbortSignal,
): Promise<T | undefined> {
  const file = fileOf(log, run)
  if (file === undefined) return undefined
  const { experiment } = run
  const report = (): void => undefined
  const context = { dir: experiment.dir, files: [file], experiment, caches: {}, report, signal }
  const metrics = await orNothing(async () => parser.parse(context))
  return metrics?.[parser.name]
}

/** Whether a pattern of steps leads through a run: each value's step is beyond the one before. */
export async function isStep(
  run: LoggedRun,
  options: LogMetricOptions<'all', 'number'>,
  signal: AbortSignal,
): Promise<boolean> {
  const parser = logMetric('curve', options)
  const { steps } = (await valueIn<Series>(run, options.log, parser, signal)) ?? {}
  if (steps === undefined || steps.length < 2 || Number.isNaN(steps[0])) return false
  return steps.every((step, index) => index === 0 || step > (steps[index - 1] ?? NaN))
}
