import type { ParamValue } from '../../experiment.js'
import { pickValues } from '../pick-values.js'

export type Values = Float64Array | readonly ParamValue[]

/** Rows of several files, in groups. */
export interface Pool {
  /** What the groups are: `bin` or `record`. */
  readonly kind: string
  readonly labels: readonly (string | number)[]
  /** The values of each key, a list a group. */
  readonly groups: ReadonlyMap<string, readonly Values[]>
}

/** Picks the groups' values; `members` has the places of each group's rows. */
export function pool(
  kind: string,
  labels: Pool['labels'],
  members: readonly (readonly number[])[],
  values: ReadonlyMap<string, Values>,
): Pool {
  const groups = Array.from(values, ([key, all]) => {
    return [key, members.map((rows) => pickValues(all, rows))] as const
  })
  return { kind, labels, groups: new Map(groups) }
}

/** The places of equal numbers, the least number first. */
export function placesByNumber(numbers: Iterable<number>): Map<number, number[]> {
  const groups = new Map<number, number[]>()
  let at = 0
  for (const number of numbers) {
    const group = groups.get(number)
    if (group) group.push(at)
    else groups.set(number, [at])
    at += 1
  }
  return new Map(Array.from(groups).sort(([a], [b]) => a - b))
}
