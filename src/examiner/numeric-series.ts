import type { ParamValue, Points, Series } from '../experiment.js'
import type { Report } from '../layouts/layout.js'
import { counted } from '../values/counted.js'

/**
 * The points whose value is a number: true is 1, false 0, a missing value NaN. Others are reported
 * and left out; `undefined` when there is none.
 */
export function numericSeries(name: string, points: Points, report: Report): Series | undefined {
  const { steps, values } = points
  if (values instanceof Float64Array) return values.length === 0 ? undefined : { steps, values }
  const numbers = Float64Array.from(values, toNumber)
  const kept = Array.from(values.keys()).filter((index) => isNumber(values[index] ?? null))
  if (kept.length < values.length) {
    const odd = values.findIndex((value) => !isNumber(value))
    report({
      code: 'series-not-numeric',
      message:
        `Not a number: ${counted(values.length - kept.length, 'value')} of series '${name}', the first ` +
        `at step ${steps[odd] ?? NaN}; left out. experiment.points('${name}') has them all.`,
    })
  }
  if (!kept.some((index) => values[index] !== null)) return undefined
  return {
    steps: Float64Array.from(kept, (index) => steps[index] ?? NaN),
    values: Float64Array.from(kept, (index) => numbers[index] ?? NaN),
  }
}

function isNumber(value: ParamValue): boolean {
  return value === null || ['number', 'bigint', 'boolean'].includes(typeof value)
}

function toNumber(value: ParamValue): number {
  return isNumber(value) && value !== null ? Number(value) : NaN
}

/**
 * A series over the values of another one: both recorded at the same step. Points without such a
 * value are left out.
 */
export function overSeries(series: Series, x: Series): Series | undefined {
  const at = new Map(Array.from(x.steps, (step, index) => [step, x.values[index] ?? NaN]))
  const kept = Array.from(series.steps.keys()).filter((index) => {
    return !Number.isNaN(at.get(series.steps[index] ?? NaN) ?? NaN)
  })
  if (kept.length === 0) return undefined
  return {
    steps: Float64Array.from(kept, (index) => at.get(series.steps[index] ?? NaN) ?? NaN),
    values: Float64Array.from(kept, (index) => series.values[index] ?? NaN),
  }
}
