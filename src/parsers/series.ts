import type { Series } from '../experiment.js'
import { lineBlocks } from '../readers/text/lines.js'
import { globally, matchesIn, toMatch, type MatchOptions } from './match.js'

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
      const number = block.first + index
      if (stepRegex) {
        for (const found of matchesIn(stepRegex, line)) {
          current = toMatch(file, { match: found, line, number }, options).value
        }
      }
      for (const found of matchesIn(valueRegex, line)) {
        values.push(toMatch(file, { match: found, line, number }, options).value)
        steps.push(stepRegex ? current : values.length)
      }
    }
  }
  if (values.length === 0) return undefined
  return { steps: Float64Array.from(steps), values: Float64Array.from(values) }
}
