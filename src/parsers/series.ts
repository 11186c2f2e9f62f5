import type { Series } from '../experiment.js'
import { lineBlocks } from '../readers/text/lines.js'
import { globally, matchesIn, valueOf, type MatchOptions } from './search.js'

/**
 * All values that `match` finds in a log, each with its step: the last one that `step` found on
 * the same line or before it (NaN before the first), or without `step` the value's number: 1, 2, 3.
 */
export async function readSeries(
  file: string,
  match: RegExp,
  step: RegExp | undefined,
  options: MatchOptions<'number'>,
): Promise<Series | undefined> {
  const values: number[] = []
  const steps: number[] = []
  const valueRegex = globally(match)
  const stepRegex = step && globally(step)
  let current = NaN
  for await (const block of lineBlocks(file, options)) {
    for (const [index, line] of block.lines.entries()) {
      const place = { file, line, number: block.first + index }
      const stepMatch = stepRegex && matchesIn(stepRegex, line).at(-1)
      if (stepMatch) current = valueOf({ match: stepMatch, ...place }, options)
      for (const found of matchesIn(valueRegex, line)) {
        values.push(valueOf({ match: found, ...place }, options))
        steps.push(stepRegex ? current : values.length)
      }
    }
  }
  if (values.length === 0) return undefined
  return { steps: Float64Array.from(steps), values: Float64Array.from(values) }
}
