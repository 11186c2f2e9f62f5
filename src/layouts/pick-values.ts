import type { ParamValue } from '../experiment.js'

/** The values at some places, numbers in a typed array again. */
export function pickValues(
  values: Float64Array | readonly ParamValue[],
  places: readonly number[],
): Float64Array | ParamValue[] {
  return values instanceof Float64Array
    ? Float64Array.from(places, (place) => values[place] ?? NaN)
    : places.map((place) => values[place] ?? null)
}
