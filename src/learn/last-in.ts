import { visitFromEnd } from '../readers/text/from-end.js'
import type { ReadOptions } from '../readers/text/options.js'
import { numberOf } from './tally.js'
import type { Watch } from './watch.js'

/** An anchor that the end of a log does not have may be at its very start. */
const MOST_BLOCKS = 16

/**
 * The last number of each anchor that is watched for, as far as the end of a log has it: what the
 * log does not end with can be told without going through all of it.
 */
export async function lastIn(
  file: string,
  watches: readonly Watch[],
  options: ReadOptions,
): Promise<Map<Watch, number>> {
  const last = new Map<Watch, number>()
  let blocks = 0
  await visitFromEnd(file, options, (lines) => {
    blocks += 1
    for (const watch of watches) {
      if (last.has(watch)) continue
      for (let i = lines.length - 1; i >= 0 && !last.has(watch); i--) {
        const text = watch.in(lines[i] ?? '').at(-1)?.text
        if (text !== undefined) last.set(watch, numberOf(text))
      }
    }
    return last.size === watches.length || blocks === MOST_BLOCKS
  })
  return last
}
