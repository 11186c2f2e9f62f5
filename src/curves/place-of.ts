/** The place that a step is in, given where places begin; a guess near it makes it quick. */
export function placeOf(from: Float64Array, guess: number, step: number): number {
  const last = from.length - 1
  for (let place = guess; place <= guess + NEAR; place++) {
    if (step < (from[place] ?? -Infinity)) break
    if (place >= last || step < (from[place + 1] ?? Infinity)) return Math.min(place, last)
  }
  let low = 0
  let high = last
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((from[middle] ?? Infinity) <= step) low = middle
    else high = middle - 1
  }
  return low
}

const NEAR = 3
