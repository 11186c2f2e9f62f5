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
  /** The last value of each series, a row each, also of those that were left out. */
  readonly last: ReadonlyMap<string, readonly (number | undefined)[]>
}

// Of all curves together: some 7 MB of a page that is to be sent by mail.
const MOST_POINTS = 400_000
// Of one curve: about what there are pixels for, and as few as still show its shape.
const MOST = 400
const FEWEST = 12
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
  const leaveOut = (names: readonly string[]): void => {
    for (const name of names) {
      kept.delete(name)
      leftOut.add(name)
    }
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
      rowsOf(last, name).set(row, curve.values[curve.values.length - 1] ?? NaN)
      if (leftOut.has(name)) continue
      const thin = thinned(curve, most)
      rowsOf(kept, name).set(row, thin)
      points += thin.steps.length
    }
    while (points > MOST_POINTS) {
      if (most > FEWEST) {
        most = Math.floor(most / 2)
        for (const curves of kept.values()) thinAll(curves, most)
      } else leaveOut(tooMany(kept))
      points = pointsOf(kept)
    }
    onRun(experiment, row + 1)
  }
  leaveOut(byRuns(kept).slice(MOST_SERIES))
  for (const name of byRuns(last).slice(MOST_SERIES)) last.delete(name)

  const names = byRuns(kept)
  const column = <T>(rows: Rows<T> | undefined): (T | undefined)[] =>
    experiments.map((_, row) => rows?.get(row))
  return {
    series: names.map((name) => ({
      name,
      runs: column(kept.get(name)).map((curve) => curve ?? null),
    })),
    leftOut: [...leftOut],
    last: new Map(Array.from(last, ([name, rows]) => [name, column(rows)])),
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
    if (series && series.steps.length > 0) curves.set(name, series)
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

/** The names of the series that there are too many points with, the rarest again. */
function tooMany(kept: ReadonlyMap<string, Rows<ReportCurve>>): string[] {
  let points = 0
  return byRuns(kept).filter((name) => {
    points += pointsIn(kept.get(name))
    return points > MOST_POINTS
  })
}

/** The names of series, those that most runs have first. */
function byRuns(kept: ReadonlyMap<string, Rows<unknown>>): string[] {
  const counts = Array.from(kept, ([name, { size }]) => ({ name, size }))
  return counts.sort((a, b) => b.size - a.size).map(({ name }) => name)
}

function pointsOf(kept: ReadonlyMap<string, Rows<ReportCurve>>): number {
  let points = 0
  for (const curves of kept.values()) points += pointsIn(curves)
  return points
}

function pointsIn(curves: Rows<ReportCurve> | undefined): number {
  let points = 0
  for (const { steps } of curves?.values() ?? []) points += steps.length
  return points
}
