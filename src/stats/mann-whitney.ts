import { normalTail } from './normal.js'

/** Up to so many values in the smaller sample p is exact, if no two are equal. */
const FEW = 8

/** What {@link mannWhitney} says. */
export interface RankTest {
  /** How many pairs the first sample wins, ties counting half. */
  readonly u: number
  /** The two-sided p-value. */
  readonly p: number
  /** Whether p is from the exact distribution, or from the normal one that comes close to it. */
  readonly exact: boolean
}

/**
 * The Mann-Whitney U test (Wilcoxon's rank sum) of two independent samples, two-sided, or null
 * where one is empty.
 *
 * As `scipy.stats.mannwhitneyu(method='auto')`: p is exact where no two values are equal and one
 * sample has at most 8, else by the normal distribution with corrections for ties and continuity
 * (Mann & Whitney, Annals of Mathematical Statistics 18, 1947; Hollander & Wolfe, "Nonparametric
 * statistical methods", section 4.1).
 *
 * @example
 * mannWhitney([1, 2, 3], [4, 5, 6]) // { u: 0, p: 0.1, exact: true }
 */
export function mannWhitney(a: ArrayLike<number>, b: ArrayLike<number>): RankTest | null {
  if (a.length === 0 || b.length === 0) return null
  const { u, ties } = ranked(a, b)
  const far = Math.max(u, a.length * b.length - u)
  const exact = ties === 0 && Math.min(a.length, b.length) <= FEW
  const tail = exact
    ? exactTail(far, a.length, b.length)
    : normalTail(standardised(far, a.length, b.length, ties))
  return { u, p: Math.min(1, 2 * tail), exact }
}

/** U of the first sample, and the sum of t³ - t over the groups of t equal values. */
function ranked(a: ArrayLike<number>, b: ArrayLike<number>): { u: number; ties: number } {
  const first = Float64Array.from(a).sort()
  const second = Float64Array.from(b).sort()
  let u = 0
  let ties = 0
  let i = 0
  let j = 0
  while (i < first.length || j < second.length) {
    const value = Math.min(first[i] ?? Infinity, second[j] ?? Infinity)
    const before = j
    const from = i
    while (first[i] === value) i++
    while (second[j] === value) j++
    const t = i - from + (j - before)
    u += (i - from) * (before + (j - before) / 2)
    ties += t ** 3 - t
  }
  return { u, ties }
}

/** How many standard deviations U lies above its mean, half a step taken off. */
function standardised(u: number, n: number, m: number, ties: number): number {
  const all = n + m
  const variance = ((n * m) / 12) * (all + 1 - ties / (all * (all - 1)))
  return (u - (n * m) / 2 - 0.5) / Math.sqrt(variance)
}

/**
 * P(U ≥ u) for u of at least the mean, where all orders are equally likely. How many of them give a
 * U is the coefficient of q^U in the Gaussian binomial [n + m choose n] (DLMF 26.9.4), the product
 * of (1 - q^(m + i)) / (1 - q^i) for i from 1 to n; the tail is as heavy as that at the other end.
 */
function exactTail(u: number, n: number, m: number): number {
  const few = Math.min(n, m)
  const many = Math.max(n, m)
  const reach = n * m - u
  const orders = Array.from({ length: reach + 1 }, (_, k) => BigInt(k === 0))
  const count = (k: number): bigint => orders[k] ?? 0n
  let all = 1n
  for (let i = 1; i <= few; i++) {
    for (let k = reach; k >= many + i; k--) orders[k] = count(k) - count(k - many - i)
    for (let k = i; k <= reach; k++) orders[k] = count(k) + count(k - i)
    all = (all * BigInt(many + i)) / BigInt(i)
  }
  return Number(orders.reduce((sum, some) => sum + some, 0n)) / Number(all)
}
