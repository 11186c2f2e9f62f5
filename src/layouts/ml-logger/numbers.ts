import type { ParamValue } from '../../experiment.js'
import type { Report } from '../layout.js'

/** Values as numbers, true as 1; NaN for what is none, which is reported. */
export function numbersOf(
  values: Float64Array | readonly ParamValue[],
  key: string,
  file: string,
  report: Report,
): Float64Array {
  if (values instanceof Float64Array) return values
  let other: ParamValue | undefined
  const numbers = Float64Array.from(values, (value) => {
    if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') {
      return Number(value)
    }
    other ??= value
    return NaN
  })
  if (other !== undefined) {
    const message = `'${key}' of ${file} has values that are not numbers; they were left out.`
    report({ code: 'series-not-numeric', file, message })
  }
  return numbers
}

export function withoutNaN(values: Float64Array): Float64Array {
  return values.filter((value) => !Number.isNaN(value))
}
