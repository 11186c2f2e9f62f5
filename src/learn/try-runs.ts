import type { LogMetricOptions } from '../parsers/log-metric.js'
import type { DeclaredParser } from '../parsers/parser.js'
import { globally, matchesIn } from '../parsers/search.js'
import { lineBlocks } from '../readers/text/lines.js'
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

/**
 * Whether a pattern of steps leads through a run: each value's step is beyond the one before. Of most
 * that are no steps the beginning of the log tells.
 */
export async function isStep(
  run: LoggedRun,
  { log, match, step }: LogMetricOptions & { readonly step: RegExp },
  signal: AbortSignal,
): Promise<boolean> {
  const file = fileOf(log, run)
  if (file === undefined) return false
  const [values, steps] = [globally(match), globally(step)]
  let current = NaN
  let before = -Infinity
  let count = 0
  for await (const { lines } of lineBlocks(file, { report: () => undefined, signal })) {
    for (const line of lines) {
      const found = matchesIn(steps, line).at(-1)?.[1]
      if (found !== undefined) current = Number(found)
      for (let i = matchesIn(values, line).length; i > 0; i--) {
        if (!(current > before)) return false
        before = current
        count += 1
      }
    }
  }
  return count > 1
}
