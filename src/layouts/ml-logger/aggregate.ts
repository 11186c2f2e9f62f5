import { didYouMean } from '../../did-you-mean.js'
import { AssayError } from '../../issue.js'
import { quantile } from './quantile.js'

/** From the values of a group, missing ones left out, to one value; NaN where there is none. */
export type Aggregate = (values: Float64Array) => number

const AGGREGATES: Readonly<Record<string, Aggregate>> = {
  mean,
  median: (values) => quantile(values.toSorted(), 0.5),
  min: (values) => values.reduce((least, value) => Math.min(least, value), values[0] ?? NaN),
  max: (values) => values.reduce((most, value) => Math.max(most, value), values[0] ?? NaN),
  sum,
  std: (values) => Math.sqrt(variance(values)),
  var: variance,
  sem: (values) => Math.sqrt(variance(values) / values.length),
  count: (values) => values.length,
  first: (values) => values[0] ?? NaN,
  last: (values) => values.at(-1) ?? NaN,
}

/**
 * What stands behind the `@` of a key: `mean`, `std`, … as pandas has them (with n - 1), or a
 * quantile, `16%`.
 *
 * @throws AssayError for any other.
 */
export function aggregateNamed(name: string): Aggregate {
  const percent = /^(\d+(?:\.\d*)?|\.\d+)%$/.exec(name)?.[1]
  if (percent !== undefined && Number(percent) <= 100) {
    return (values) => quantile(values.toSorted(), 0.01 * Number(percent))
  }
  const aggregate = Object.hasOwn(AGGREGATES, name) ? AGGREGATES[name] : undefined
  if (aggregate) return aggregate
  const known = [...Object.keys(AGGREGATES), '16%']
  throw new AssayError(`There is no aggregate '@${name}'.${didYouMean(name, known)}`)
}

/** With the rounding errors added up, as pandas has it. */
function sum(values: Float64Array): number {
  let total = 0
  let error = 0
  for (const value of values) {
    const corrected = value - error
    const next = total + corrected
    error = next - total - corrected
    // An infinity has no rounding error.
    if (Number.isNaN(error)) error = 0
    total = next
  }
  return total
}

export function mean(values: Float64Array): number {
  return values.length === 0 ? NaN : sum(values) / values.length
}

function variance(values: Float64Array): number {
  if (values.length < 2) return NaN
  const centre = mean(values)
  return sum(values.map((value) => (value - centre) ** 2)) / (values.length - 1)
}
