import type { Artifact } from '../artifact.js'
import type { Experiment, Metrics, Params, Points, Series, SeriesOptions } from '../experiment.js'
import type { Report, Run } from '../layouts/layout.js'
import { numericSeries, overSeries } from './numeric-series.js'
import { guarded } from './guarded.js'
import type { OpenPlace } from './open-place.js'

/** Where an experiment's run is, and who is told when something is wrong with it. */
export interface Source {
  readonly place: OpenPlace
  readonly id: string | undefined
  readonly report: Report
  readonly loadArtifact: (artifact: Omit<Artifact, 'load'>) => unknown
}

/** An experiment that reads its series and artifacts from its run when they are asked for. */
export class RunExperiment implements Experiment {
  readonly name: string
  readonly param: Params
  readonly metric: Metrics = {}
  readonly cache: Record<string, unknown> = {}
  #source: Source

  constructor(name: string, param: Params, source: Source) {
    this.name = name
    // A layout may hold on to what it gave.
    this.param = { ...param }
    this.#source = source
  }

  get dir(): string {
    return this.#source.place.dir
  }

  get layout(): string {
    return this.#source.place.found.layout.name
  }

  isDetail(param: string): boolean {
    return this.#source.place.found.layout.isDetail?.(param) === true
  }

  get seriesNames(): readonly string[] {
    return this.#ask([], (run, report) => run.seriesNames?.(report) ?? [])
  }

  points(name: string): Points | undefined {
    return this.#ask(undefined, (run, report) => run.points?.(name, report))
  }

  series(name: string, { x }: SeriesOptions = {}): Series | undefined {
    const points = this.points(name)
    const series = points && numericSeries(name, points, this.#source.report)
    if (x === undefined || series === undefined) return series
    const over = this.series(x)
    return over && overSeries(series, over)
  }

  get artifacts(): readonly Artifact[] {
    const { loadArtifact } = this.#source
    const files = this.#ask([], (run, report) => run.artifacts?.(report) ?? [])
    return files.map((file) => ({ ...file, load: () => loadArtifact(file) }))
  }

  /** The run was examined again, or its issues are now told to another. */
  moveTo(source: Source): this {
    this.#source = source
    return this
  }

  #ask<T>(otherwise: T, ask: (run: Run, report: Report) => T): T {
    const { place, id, report } = this.#source
    return guarded(place.found, report, otherwise, () => {
      const run = place.run(id, report)
      return run === undefined ? otherwise : ask(run, report)
    })
  }
}
