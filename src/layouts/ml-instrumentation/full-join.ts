import { GrowingNumbers } from '../../readers/growing-numbers.js'

/** Where the rows of a metric belong. */
export interface Keys {
  readonly frames: Float64Array
  /** Ids, numbered in their order. */
  readonly ids: Float64Array
}

/** Rows that come of joining, as columns. */
export interface JoinedRows extends Keys {
  /** For each metric the numbers of its rows; -1 where it has none. */
  readonly rows: readonly Float64Array[]
}

/**
 * The full outer join of metrics on frame and id, sorted by both. As in SQL, where a key comes more
 * than once in several of them, each comes with each.
 *
 * @returns `undefined` when there are more than `most` rows: a frame that twenty metrics have twice
 *   comes a million times.
 */
export function fullJoin(metrics: readonly Keys[], most: number): JoinedRows | undefined {
  const sorted = metrics.map(inOrder)
  const at = metrics.map(() => 0)
  const frames = new GrowingNumbers()
  const ids = new GrowingNumbers()
  const rows = metrics.map(() => new GrowingNumbers())
  let total = 0
  for (;;) {
    const next = leastKey(metrics, sorted, at)
    if (next === undefined) break
    const groups = metrics.map((metric, index) => {
      const order = sorted[index] ?? new Uint32Array()
      const start = at[index] ?? 0
      let end = start
      while (end < order.length && isAt(metric, order[end] ?? 0, next)) end += 1
      at[index] = end
      return end === start ? MISSING : order.subarray(start, end)
    })
    const count = groups.reduce((product, { length }) => product * length, 1)
    total += count
    if (total > most) return undefined
    for (let n = 0; n < count; n++) {
      frames.push(next.frame)
      ids.push(next.id)
    }
    let repeats = count
    for (const [index, group] of groups.entries()) {
      repeats /= group.length
      for (let n = 0; n < count; n++) {
        rows[index]?.push(group[Math.floor(n / repeats) % group.length] ?? -1)
      }
    }
  }
  return { frames: frames.finish(), ids: ids.finish(), rows: rows.map((row) => row.finish()) }
}

const MISSING = Int32Array.of(-1)

interface Key {
  readonly frame: number
  readonly id: number
}

function isAt({ frames, ids }: Keys, row: number, key: Key): boolean {
  return frames[row] === key.frame && ids[row] === key.id
}

/** The numbers of the rows by frame and id, those of one key in the order of writing. */
function inOrder({ frames, ids }: Keys): Uint32Array {
  const order = Uint32Array.from(frames.keys())
  return order.sort((a, b) => {
    const difference = (frames[a] ?? 0) - (frames[b] ?? 0)
    return difference || (ids[a] ?? 0) - (ids[b] ?? 0) || a - b
  })
}

function leastKey(
  metrics: readonly Keys[],
  sorted: readonly Uint32Array[],
  at: readonly number[],
): Key | undefined {
  let least: Key | undefined
  for (const [index, { frames, ids }] of metrics.entries()) {
    const row = sorted[index]?.[at[index] ?? 0]
    if (row === undefined) continue
    const [frame = 0, id = 0] = [frames[row], ids[row]]
    if (least === undefined || frame < least.frame || (frame === least.frame && id < least.id)) {
      least = { frame, id }
    }
  }
  return least
}
