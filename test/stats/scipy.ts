import { readFileSync } from 'node:fs'
import { expect } from 'vitest'

type ByLevel<T> = Readonly<Record<string, T>>

interface TestOfMeans {
  readonly t: number
  readonly df: number
  readonly p: number
  readonly low: number
  readonly high: number
}

/** What SciPy, NumPy and statsmodels say; test/fixtures/scipy/make.py wrote it. */
interface Scipy {
  readonly samples: readonly {
    readonly name: string
    readonly values: readonly number[]
    readonly mean: number
    readonly std: number
    readonly sem: number
    readonly median: number
    readonly quantiles: Readonly<Record<string, number>>
    readonly iqm: number
    readonly halfWidths: ByLevel<number>
  }[]
  readonly pairs: readonly {
    readonly name: string
    readonly a: readonly number[]
    readonly b: readonly number[]
    readonly mannWhitney: { readonly u: number; readonly p: number }
    readonly difference?: number
    readonly hedgesG?: number | null
    readonly welch?: ByLevel<TestOfMeans>
    readonly paired?: ByLevel<TestOfMeans>
    readonly cohenDz?: number
  }[]
  readonly tTails: readonly (readonly [t: number, df: number, p: number])[]
  readonly normalTails: readonly (readonly [z: number, p: number])[]
  readonly normalQuantiles: readonly (readonly [p: number, z: number])[]
  readonly families: readonly { readonly ps: readonly number[]; readonly holm: readonly number[] }[]
  readonly bootstraps: readonly {
    readonly name: string
    readonly statistic: 'mean' | 'median' | 'iqm'
    readonly values: readonly number[]
    readonly estimate: number
    readonly distribution: readonly number[]
    readonly jackknife: readonly number[]
    readonly intervals: ByLevel<readonly [number, number]>
    /** Between which numbers the ends were in 20 bootstraps of 100,000 resamples each. */
    readonly many: {
      readonly low: readonly [number, number]
      readonly high: readonly [number, number]
    }
  }[]
}

export const scipy = JSON.parse(
  readFileSync(new URL('../fixtures/scipy/expected.json', import.meta.url), 'utf8'),
) as Scipy

/** Equal but for 1e-9 of the expected number, or of a scale where one is given. */
export function expectClose(
  actual: number | null | undefined,
  expected: number,
  scale = Math.abs(expected),
): void {
  expect(actual).toBeTypeOf('number')
  const off = Math.abs((actual ?? NaN) - expected)
  expect(off, `${String(actual)} for ${expected}`).toBeLessThanOrEqual(1e-9 * scale)
}

/** Values in ascending order. */
export function ascending(values: readonly number[]): number[] {
  return values.toSorted((a, b) => a - b)
}
