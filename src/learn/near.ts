import { lineBlocks } from '../readers/text/lines.js'
import type { ReadOptions } from '../readers/text/options.js'
import { numbersIn } from './numbers.js'
import type { Wanted } from './wanted.js'

/** The text and the place of a number that rounds to the value wanted, or is it in percent. */
export async function nearIn(
  file: string,
  { value, text }: Wanted,
  options: ReadOptions,
): Promise<string | undefined> {
  const decimals = /\.(\d+)/.exec(text)?.[1]?.length ?? 0
  const isRounded = (number: number): boolean =>
    decimals > 0 &&
    decimals <= 20 &&
    Math.abs(number - value) < 10 ** -decimals &&
    Number(number.toFixed(decimals)) === value
  for await (const { lines, first } of lineBlocks(file, options)) {
    for (const [index, line] of lines.entries()) {
      for (const { start, end, value: number } of numbersIn(line)) {
        const isPercent = line[end] === '%' && Number((number / 100).toPrecision(12)) === value
        if (isRounded(number) || isPercent) {
          return `${line.slice(start, end)}${isPercent ? '%' : ''} is in ${file}:${first + index}`
        }
      }
    }
  }
  return undefined
}
