import { visitFromEnd } from '../readers/text/from-end.js'
import { lines } from '../readers/text/lines.js'
import type { ReadOptions } from '../readers/text/options.js'

/**
 * The last `count` lines of a log, read from its end.
 *
 * @example
 * const [line = ''] = await tail(latestLog('train', dir), 1)
 * line.slice(0, 9) // 'Iter 120:'
 */
export async function tail(
  file: string | null,
  count: number,
  options: ReadOptions = {},
): Promise<string[]> {
  if (file === null || count <= 0) return []
  let last: string[] = []
  const backwards = await visitFromEnd(file, options, (block) => {
    last = [...block.slice(-(count - last.length)), ...last]
    return last.length >= count
  })
  if (!backwards) {
    for await (const line of lines(file, options)) {
      last.push(line)
      if (last.length > count * 2) last = last.slice(-count)
    }
  }
  return last.slice(-count)
}
