import { AssayError } from '../issue.js'
import { didYouMean } from '../did-you-mean.js'
import { cohenDz, hedgesG } from '../stats/effect-size.js'
import { mannWhitney } from '../stats/mann-whitney.js'
import { pairedT } from '../stats/paired-t.js'
import { welch } from '../stats/welch.js'
import type { Runs } from './runs.js'

/**
 * How two groups of runs are compared: `'auto'` takes pairs of runs where both groups have the same
 * seeds and a value for each, and Welch's test where they do not.
 */
export type Test = 'auto' | 'welch' | 'paired' | 'mann-whitney'

export const TESTS: readonly Test[] = ['auto', 'welch', 'paired', 'mann-whitney']

/** How groups are told apart. */
export interface Testing {
  /** Default `'auto'`: pairs of runs where the seeds match, else Welch's t. */
  readonly test?: Test | undefined
  /** The p from which on no difference is seen; default 0.05. */
  readonly alpha?: number | undefined
}

/** The same with what is not given filled in. */
export interface HowTested {
  readonly test: Test
  readonly alpha: number
}

/** Why there is no test. */
export type Untested = 'too few runs' | 'seeds differ' | 'no value'

/** What a comparison of two groups came to; what cannot be said of so few runs is null. */
export interface Difference {
  /** The mean of the one group less that of the other; of pairs, the mean of their differences. */
  readonly difference: number | null
  /** The ends of its 95% confidence interval; a test of ranks has none. */
  readonly low: number | null
  readonly high: number | null
  /** Two-sided, of this comparison alone. */
  readonly p: number | null
  /** It has the sign of what the test saw, which may not be that of the means. */
  readonly effect: number | null
  /** More than 0 where the test saw the one group above the other. */
  readonly direction: number
  /** The test and what its effect size is called. */
  readonly test: string | null
  readonly untested: Untested | undefined
}

/** @throws AssayError where there is no such test, naming the nearest, or the alpha is no share. */
export function testing({ test = 'auto', alpha = 0.05 }: Testing): HowTested {
  if (!TESTS.includes(test)) {
    throw new AssayError(`There is no test '${test as string}'.${didYouMean(test, TESTS)}`)
  }
  if (!(alpha > 0 && alpha < 1)) {
    throw new AssayError(`alpha is ${alpha}; it is a number between 0 and 1, such as 0.05.`)
  }
  return { test, alpha }
}

/** Compares two groups: the mean of `runs` less that of `others`. */
export function differenceOf(runs: Runs, others: Runs, how: HowTested): Difference {
  const [a, b] = [runs.sample, others.sample]
  if (a.mean === null || b.mean === null) return nothing(null, 'no value')
  const difference = a.mean - b.mean
  if (how.test === 'mann-whitney') return byRanks(runs, others, difference, how.alpha)

  const pairs = how.test === 'welch' ? undefined : pairsOf(runs, others)
  if (pairs === undefined && how.test === 'paired') return nothing(difference, 'seeds differ')
  // Without the runs that lack a value in the other group, the means would be others than those told.
  const all = pairs?.first.length === a.rows && a.rows > 1
  if (pairs !== undefined && (how.test === 'paired' || all)) {
    const result = pairedT(pairs.first, pairs.second)
    const effect = cohenDz(pairs.first, pairs.second)
    return told(result, effect, `paired t of ${pairs.first.length} (Cohen's dz)`, difference)
  }
  const effect = hedgesG(a.values, b.values)
  return told(welch(a.values, b.values), effect, "Welch's t (Hedges' g)", difference)
}

type Result = Pick<Difference, 'low' | 'high' | 'p'> & { readonly difference: number }

function told(
  result: Result | null,
  effect: number | null,
  test: string,
  means: number,
): Difference {
  if (result === null) return nothing(means, 'too few runs')
  const { difference, low, high, p } = result
  return { difference, low, high, p, effect, direction: difference, test, untested: undefined }
}

function byRanks(
  { sample: a }: Runs,
  { sample: b }: Runs,
  difference: number,
  alpha: number,
): Difference {
  const [n, m] = [a.values.length, b.values.length]
  const ranks = mannWhitney(a.values, b.values)
  // With three runs against three even the clearest order has p = 0.1.
  if (ranks === null || 2 / choose(n + m, n) >= alpha) return nothing(difference, 'too few runs')
  const effect = (2 * ranks.u) / (n * m) - 1
  return {
    ...nothing(difference, undefined),
    p: ranks.p,
    effect,
    direction: effect,
    test: 'Mann-Whitney U (rank-biserial r)',
  }
}

function nothing(difference: number | null, untested: Untested | undefined): Difference {
  const none = { low: null, high: null, p: null, effect: null, direction: 0, test: null }
  return { difference, ...none, untested }
}

/** The finite values of runs that share a seed, where both groups have the same seeds. */
function pairsOf(
  { bySeed: a }: Runs,
  { bySeed: b }: Runs,
): { readonly first: number[]; readonly second: number[] } | undefined {
  if (a === undefined || b === undefined || a.size !== b.size) return undefined
  const first: number[] = []
  const second: number[] = []
  for (const [seed, value] of a) {
    const other = b.get(seed)
    if (other === undefined) return undefined
    if (!Number.isFinite(value) || !Number.isFinite(other)) continue
    first.push(value)
    second.push(other)
  }
  return { first, second }
}

function choose(n: number, k: number): number {
  let ways = 1
  for (let i = 1; i <= k; i++) ways = (ways * (n - k + i)) / i
  return ways
}
