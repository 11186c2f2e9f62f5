import { setImmediate } from 'node:timers/promises'
import { isSeries, type Curve } from '../curve.js'
import type { Experiment } from '../experiment.js'
import type { ReportCurve, ReportSeries } from './data.js'
import { thinned } from './thinned.js'

/** What the experiments recorded over steps. */
export interface Recorded {
  readonly series: readonly ReportSeries[]
  /** The series that there was no room for. */
  readonly leftOut: readonly string[]
  /** The last value of each series of `series`, a row each. */
  readonly last: ReadonlyMap<string, readonly (number | undefined)[]>
}

// Of all curves together: some 7 MB of a page that is to be sent by mail.
const MOST_POINTS = 400_000
// Of one curve: about what there are pixels for, and as few as still show its shape.
const MOST = 400
const FEWEST = 25
const MOST_SERIES = 100
/** The longest that it keeps other work of the process waiting, in milliseconds. */
const TURN = 50

/**
 * Reads all series of the experiments, one experiment at a time. Where there are more points than a
 * page can hold, all curves are thinned alike, and then the series that the fewest runs have left out.
 */
export async function recordedSeries(
  experiments: readonly Experiment[],
  signal: AbortSignal | undefined,
  onRun: (experiment: Experiment, done: number) => void,
): Promise<Recorded> {
  const kept = new Map<string, Rows<ReportCurve>>()
  const last = new Map<string, Rows<number>>()
  const leftOut = new Set<string>()
  const leaveOut = (name: string): void => {
    kept.delete(name)
    leftOut.add(name)
  }
  let most = MOST
  let points = 0
  let turn = performance.now()
  for (const [row, experiment] of experiments.entries()) {
    if (performance.now() >= turn) {
      await setImmediate()
      signal?.throwIfAborted()
      turn = performance.now() + TURN
    }
    for (const [name, curve] of curvesOf(experiment)) {
      if (leftOut.has(name)) continue
      const thin = thinned(curve, most)
      rowsOf(kept, name).set(row, thin)
      rowsOf(last, name).set(row, curve.values[curve.values.length - 1] ?? NaN)
      points += thin.steps.length
    }
    while (points > MOST_POINTS) {
      if (most > FEWEST) {
        most /= 2
        for (const curves of kept.values()) thinAll(curves, most)
      } else leaveOut(rarest(kept))
      points = pointsOf(kept)
    }
    onRun(experiment, row + 1)
  }
  while (kept.size > MOST_SERIES) leaveOut(rarest(kept))

  const names = [...kept.keys()]
  const column = <T>(rows: Rows<T> | undefined): (T | undefined)[] =>
    experiments.map((_, row) => rows?.get(row))
  return {
    series: names.map((name) => ({
      name,
      runs: column(kept.get(name)).map((curve) => curve ?? null),
    })),
    leftOut: [...leftOut],
    last: new Map(names.map((name) => [name, column(last.get(name))])),
  }
}

type Rows<T> = Map<number, T>

function rowsOf<T>(columns: Map<string, Rows<T>>, name: string): Rows<T> {
  const rows = columns.get(name) ?? new Map<number, T>()
  columns.set(name, rows)
  return rows
}

/** What a run recorded, and the metrics that are series; of one name, the metric. */
function curvesOf(experiment: Experiment): Map<string, Curve> {
  const curves = new Map<string, Curve>()
  for (const name of experiment.seriesNames) {
    const series = experiment.series(name)
    if (series) curves.set(name, series)
  }
  for (const [name, value] of Object.entries(experiment.metric)) {
    if (isSeries(value) && value.steps.length > 0) curves.set(name, value)
  }
  return curves
}

function thinAll(curves: Rows<ReportCurve>, most: number): void {
  for (const [row, curve] of curves) {
    const { steps, of = steps.length } = curve
    if (steps.length <= most) continue
    const values = curve.values.map((value) => value ?? NaN)
    curves.set(row, { ...thinned({ steps, values }, most), of })
  }
}

/** The series that the fewest runs have; of several, the last. */
function rarest(kept: ReadonlyMap<string, Rows<ReportCurve>>): string {
  const counts = Array.from(kept, ([name, { size }]) => ({ name, size }))
  return counts.reduceRight((least, each) => (each.size < least.size ? each : least)).name
}

function pointsOf(kept: ReadonlyMap<string, Rows<ReportCurve>>): number {
  let points = 0
  for (const curves of kept.values())
    for (const { steps } of curves.values()) points += steps.length
  return points
}
