import { AssayError } from '../issue.js'
import { holm } from '../stats/holm.js'
import { differenceOf, type Difference, type HowTested, type Untested } from './difference.js'
import type { Runs } from './runs.js'

/** Whether a metric is the better the larger it is, or the smaller. */
export type Goal = 'max' | 'min'

/** How groups are told apart, and which is the best. */
export interface HowRanked extends HowTested {
  readonly goal: Goal
}

/** How a group stands to the best one. */
export type Standing = 'best' | 'not distinguishable' | 'worse' | Untested

/** A group, and what comparing it with the best one came to. */
export interface Ranked<R extends Runs> {
  readonly runs: R
  /** Absent of the best one, and of one without a value. */
  readonly difference: Difference | undefined
  /** Adjusted for the number of comparisons. */
  readonly p: number | null
  readonly standing: Standing
}

/** Ranks groups by their means from the best to the worst, and says how each stands to the first. */
export function ranked<R extends Runs>(family: readonly R[], how: HowRanked): Ranked<R>[] {
  const sorted = [...family].sort((a, b) => compareMeans(a, b, how.goal))
  const [first] = sorted
  const differences = sorted.map((runs) => {
    return first === undefined || runs === first || runs.sample.mean === null
      ? undefined
      : differenceOf(runs, first, how)
  })
  const adjusted = holm(differences.map((difference) => difference?.p ?? null))
  return sorted.map((runs, index) => {
    const [difference, p = null] = [differences[index], adjusted[index]]
    return { runs, difference, p, standing: standingOf(runs, difference, p ?? 1, how) }
  })
}

function standingOf(
  { sample }: Runs,
  difference: Difference | undefined,
  p: number,
  { goal, alpha }: HowRanked,
): Standing {
  if (sample.mean === null) return 'no value'
  if (difference === undefined) return 'best'
  if (difference.untested !== undefined) return difference.untested
  // Ranks, or pairs without the runs that lack a value, may be the other way round than the means.
  const isBehind = goal === 'max' ? difference.direction < 0 : difference.direction > 0
  return isBehind && p < alpha ? 'worse' : 'not distinguishable'
}

/** @throws AssayError for anything else. */
export function checkGoal(goal: string): asserts goal is Goal {
  if (goal === 'max' || goal === 'min') return
  throw new AssayError(`The goal is '${goal}'; it is 'max' or 'min'.`)
}

/** Groups without a value come last, whichever way the others are sorted. */
function compareMeans(a: Runs, b: Runs, goal: Goal): number {
  const [x, y] = [a.sample.mean, b.sample.mean]
  if (x === null || y === null) return Number(x === null) - Number(y === null)
  return goal === 'max' ? y - x : x - y
}
