import type { Curve } from '../curve.js'
import { curveAverager } from '../curves/average-curves.js'
import { stepGrid } from '../curves/step-grid.js'
import type { ReportCurve } from './data.js'

/** A curve with at most so many points: of a longer one, means over as many bins of steps. */
export function thinned(curve: Curve, most: number): ReportCurve {
  const { steps, values } = curve
  if (steps.length <= most) {
    return {
      steps: Array.from(steps, brief),
      values: Array.from(values, (value) => (Number.isFinite(value) ? brief(value) : null)),
    }
  }
  const grid = stepGrid([[curve]], { bins: most }, most)
  const points = curveAverager([curve], grid, { interpolate: 'none', smooth: 0 })([curve])
  return {
    steps: points.map(({ step }) => brief(step)),
    values: points.map(({ mean }) => (mean === null ? null : brief(mean))),
    of: steps.length,
  }
}

/** In as many digits as can be told apart in a picture. */
function brief(value: number): number {
  return Number(value.toPrecision(7))
}
