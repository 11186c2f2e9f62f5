import { mean } from '../stats/mean.js'
import { centreOf, type Centre, type Spread } from '../stats/interval.js'
import type { Curve } from '../curve.js'
import type { StepGrid } from './step-grid.js'

/** A point of a mean curve: the step is the mean of those that it stands for. */
export interface CurvePoint extends Centre {
  readonly x: number
}

/**
 * The mean of curves at every place of a grid where one of them has a finite value.
 *
 * A run's own values at one place are averaged first, so that every run there counts once.
 */
export function averageCurves(
  curves: readonly Curve[],
  grid: StepGrid,
  spread: Spread,
): CurvePoint[] {
  const steps = new Map<number, number[]>()
  const values = new Map<number, number[]>()
  for (const curve of curves) {
    for (const [place, own] of ownMeans(curve, grid)) {
      push(steps, place, own.step)
      push(values, place, own.value)
    }
  }
  return [...values]
    .sort(([a], [b]) => a - b)
    .flatMap(([place, each]) => {
      const centre = centreOf(each, spread)
      const x = mean(steps.get(place) ?? [])
      return centre === null || x === null ? [] : [{ x, ...centre }]
    })
}

interface Own {
  step: number
  value: number
  n: number
}

function ownMeans({ steps, values }: Curve, grid: StepGrid): Map<number, Own> {
  const means = new Map<number, Own>()
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i] ?? NaN
    const value = values[i] ?? NaN
    if (!Number.isFinite(step) || !Number.isFinite(value)) continue
    const place = grid.placeOf(step)
    const own = means.get(place)
    if (own === undefined) {
      means.set(place, { step, value, n: 1 })
      continue
    }
    own.n++
    own.step += (step - own.step) / own.n
    own.value += (value - own.value) / own.n
  }
  return means
}

function push(lists: Map<number, number[]>, place: number, value: number): void {
  const list = lists.get(place)
  if (list === undefined) lists.set(place, [value])
  else list.push(value)
}
