import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { mersenne } from 'pure-rand/generator/mersenne'

/** So many of the items at random, or all of fewer, in the order they had. */
export function sampled(items: readonly number[], count: number, seed: number): readonly number[] {
  if (items.length <= count) return items
  const random = mersenne(seed)
  const left = [...items]
  for (let drawn = 0; drawn < count; drawn++) {
    const other = uniformInt(random, drawn, left.length - 1)
    const item = left[other] ?? 0
    left[other] = left[drawn] ?? 0
    left[drawn] = item
  }
  return left.slice(0, count).sort((a, b) => a - b)
}
