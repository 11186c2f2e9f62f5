import { setImmediate } from 'node:timers/promises'
import type { ColumnTable } from 'arquero'
import { loadArtifact, type ArtifactLoader } from '../artifacts/artifact-loaders.js'
import { displayed } from '../displayed.js'
import type { Caches, Experiment, Metrics, Params } from '../experiment.js'
import { AssayError, type FileProblem, type Issue } from '../issue.js'
import type { Layout, Report } from '../layouts/layout.js'
import type { Parser } from '../parsers/parser.js'
import { toRegExp } from '../parsers/pattern.js'
import { ParserRegistry } from '../parsers/registry.js'
import { followed, type Progress } from '../progress.js'
import { fieldsTable } from '../table/fields.js'
import { joinTable, type ExamTable, type TableOptions } from '../table/join.js'
import type { Query } from '../query/condition.js'
import { parseQuery } from '../query/parse.js'
import { sortNaturally } from '../values/natural-order.js'
import { printTSV } from '../formats/print.js'
import { chooseLayouts } from './choose-layouts.js'
import { discover } from './discover.js'
import { examine, type Examined, type Runner, type Task } from './examine.js'
import { fileFinder } from '../parsers/find-files.js'
import type { ExaminerOptions, ExamOptions, ExamSummary } from './options.js'
import { RunFilter } from './run-filter.js'
import { RunExperiment, type Source } from './run-experiment.js'
import { RUN_STATUS, runStatus } from './run-status-parser.js'
import { tasksOf } from './tasks.js'
import { unproductive } from './unproductive.js'

/** The metrics that a parser's type names; none when it may write any. */
export type Known<M extends object> = string extends keyof M ? object : M

/** The longest that an exam keeps other work of the process waiting, in milliseconds. */
const TURN = 50

/**
 * Walks the directories of runs, reads their params, runs metric parsers on each, and joins it all
 * into a table.
 *
 * @example
 * const examiner = new Examiner().add(logMetric('acc', { log: 'train', match: /test_acc=([\d.]+)/ }))
 * await examiner.exam({ output: 'examples/cifar10/output' })
 * examiner.table({ printTsv: true })
 */
export class Examiner<M extends object = object> {
  /** The experiments by name, in the natural order of the names. */
  readonly experiments: ReadonlyMap<string, Experiment<Partial<M> & Metrics>>
  /** What parsers share between experiments; it lives as long as the Examiner. */
  readonly caches: Caches
  readonly #experiments = new Map<string, RunExperiment>()
  readonly #parsers = new ParserRegistry()
  readonly #layouts: readonly Layout[]
  readonly #loaders: ReadonlyMap<string, ArtifactLoader>
  #queries: readonly Query[] = []
  #issues: readonly Issue[] = []

  /** @throws AssayError for two layouts of one name. */
  constructor({ caches = {}, layouts = [], artifactLoaders = {} }: ExaminerOptions = {}) {
    // Which metrics there are is known to the types of the parsers alone.
    this.experiments = displayed(this.#experiments) as ReadonlyMap<
      string,
      Experiment<Partial<M> & Metrics>
    >
    this.caches = caches
    chooseLayouts(layouts)
    this.#layouts = layouts
    this.#loaders = new Map(Object.entries(artifactLoaders))
  }

  /** The issues that stand: an experiment's are replaced when it is examined again. */
  get issues(): readonly Issue[] {
    return displayed(this.#issues)
  }

  /**
   * Adds a parser; parsers run in the order in which they were added. Gives the Examiner itself,
   * typed with the parser's metrics.
   *
   * @throws AssayError when a parser of the same name was added before.
   */
  add<N extends object = Metrics>(parser: Parser<N>): Examiner<M & Known<N>>
  add(parser: unknown): this {
    this.#parsers.add(parser)
    return this
  }

  /**
   * The parser of that name.
   *
   * @throws AssayError naming the nearest when there is none.
   */
  parser(name: string): Parser {
    return this.#parsers.get(name)
  }

  /**
   * The runs for which a query holds: a new Examiner with the same parsers, and those of this one's
   * experiments. Its own exams leave other runs out, and read no metric of a run whose params
   * settle it. This one stays as it is.
   *
   * A query is MLXP's language and more, `info.status == 'COMPLETE' & config.lr < 0.1`; see
   * docs/queries.md. It may ask for params, metrics, the `experiment`'s name, and values of series
   * (`train.loss@min < 0.1`). A run without the field does not pass, but `not` turns that around.
   *
   * @throws QueryError for a query that does not hold together, and (from `exam`, where nothing was
   * examined before) for a field that no run has, naming the nearest.
   * @example
   * const examiner = new Examiner().add(logMetric('acc', { log: 'train', match: /test_acc=([\d.]+)/ }))
   * await examiner.exam({ output: 'examples/cifar10/output' })
   * examiner.filter('lr == 0.1 & acc > 0.925').table().numRows() // 2
   */
  filter(query: string): Examiner<M> {
    const view = new Examiner<M>({
      caches: this.caches,
      layouts: this.#layouts,
      artifactLoaders: Object.fromEntries(this.#loaders),
    })
    for (const [, parser] of this.#parsers) view.#parsers.add(parser)
    const parsed = parseQuery(query)
    view.#queries = [...this.#queries, parsed]
    const filter = new RunFilter(parsed, this.#parserList())
    for (const [name, experiment] of this.#experiments) {
      const verdict = filter.ask(experiment)
      if (verdict.byMetrics()) view.#experiments.set(name, experiment)
    }
    filter.check()
    view.#issues = this.#issues.filter(({ experiment }) => {
      return experiment === undefined || view.#experiments.has(experiment)
    })
    return view
  }

  /**
   * Examines the runs in `output` whose name matches `regex`. Experiments that are known from an
   * earlier exam are updated, others added. A file that is damaged and a parser that throws are
   * issues of their experiment and stop nothing else.
   *
   * @throws AssayError for an output folder that is not there and for a bad regex.
   */
  async exam(options: ExamOptions = {}): Promise<ExamSummary> {
    const { output = 'output', regex = /.*/, layout, concurrency = 1, status = false } = options
    const signal = options.signal ?? new AbortController().signal
    signal.throwIfAborted()
    if (!(concurrency >= 1)) {
      throw new AssayError(`concurrency is ${concurrency}; it is a number from 1.`)
    }
    const layouts = chooseLayouts(this.#layouts, layout)
    if (status && !this.#parsers.has(RUN_STATUS)) this.#parsers.add(runStatus())
    const ofLayouts: Issue[] = []
    const { found } = discover(output, layouts, (problem) => ofLayouts.push(problem))
    const { tasks, issues: ofPlaces, empty } = await tasksOf(found, toRegExp(regex), signal)
    const issues = [...ofLayouts, ...ofPlaces]
    const workers = Math.min(Math.floor(concurrency), Math.max(1, tasks.length))
    const runners = Array.from(this.#parsers, ([name, parser]): Runner => {
      return typeof parser === 'function'
        ? { name, parser }
        : { name, parser, find: fileFinder(parser) }
    })

    const filters = this.#queries.map((query) => new RunFilter(query, this.#parserList()))
    const known = this.#experiments.size
    const results = new Map<string, Examined>()
    const queue = tasks[Symbol.iterator]()
    let turn = performance.now() + TURN
    const work = async (tell: (progress: Progress) => void): Promise<void> => {
      for (const task of queue) {
        if (performance.now() > turn) {
          await setImmediate()
          turn = performance.now() + TURN
        }
        signal.throwIfAborted()
        const experimentOf = (params: Params, report: Report): Experiment =>
          this.#experiment(task, params, report)
        try {
          const examined = await examine(task, experimentOf, runners, filters, this.caches, signal)
          results.set(task.name, examined)
          if (examined.outcome === 'filtered') this.#experiments.delete(task.name)
        } finally {
          this.#let(task)
        }
        tell({ done: results.size, total: tasks.length, name: task.name })
      }
    }
    let summary: ExamSummary
    try {
      // A parser that waits forever does not keep an abort waiting.
      await followed(options.onProgress, (tell) => {
        const all = Promise.all(Array.from({ length: workers }, () => work(tell)))
        return unlessAborted(all, signal)
      })
    } finally {
      // What was examined before an abort is kept.
      if (known > 0 || workers > 1) this.#restoreOrder()
      const inOrder = tasks.flatMap(({ name }) => results.get(name) ?? [])
      summary = summarize(inOrder, runners, issues, empty)
      this.#keepIssues(new Set([...results.keys(), ...issues.map(whose)]), summary.issues)
    }
    for (const filter of filters) filter.check()
    return summary
  }

  /**
   * The params and metrics of all experiments as an Arquero table: a row an experiment.
   *
   * @throws AssayError for a column that is not there.
   */
  table(options: TableOptions & { readonly printTsv?: boolean } = {}): ExamTable<M> {
    const { printTsv = false, ...tableOptions } = options
    const expected = Array.from(this.#parsers, ([, parser]) => {
      return typeof parser === 'function' ? [] : (parser.metrics ?? [])
    })
    const experiments = [...this.#experiments.values()]
    const table = joinTable<M>(experiments, tableOptions, expected.flat())
    if (printTsv) printTSV(table)
    return table
  }

  /**
   * What experiments have to show: a row a field, sorted by name, with its `type`, whether it is
   * `searchable` (a value of its own, and not a series or a file), and in how many `runs` it is.
   */
  fields(): ColumnTable {
    return fieldsTable([...this.#experiments.values()])
  }

  #parserList(): readonly Parser[] {
    return Array.from(this.#parsers, ([, parser]) => parser)
  }

  /** A new experiment, or the known one of that name with its params updated. */
  #experiment(task: Task, param: Params, report: Report): Experiment {
    const source = this.#source(task, report)
    const known = this.#experiments.get(task.name)
    if (known) {
      // Not Object.assign, which would take a param named __proto__ for the prototype.
      Object.defineProperties(known.param, Object.getOwnPropertyDescriptors({ ...param }))
      return known.moveTo(source)
    }
    const experiment = new RunExperiment(task.name, param, source)
    this.#experiments.set(task.name, experiment)
    return experiment
  }

  #source({ place, id }: Task, report: Report): Source {
    return { place, id, report, loadArtifact: (artifact) => loadArtifact(artifact, this.#loaders) }
  }

  /** From now on, what is wrong with what the experiment reads is added to the standing issues. */
  #let(task: Task): void {
    task.place.examined()
    const late = (problem: FileProblem): void => {
      const issue = { ...problem, experiment: task.name }
      if (!this.#issues.some((known) => sameIssue(known, issue))) {
        this.#issues = [...this.#issues, issue]
      }
    }
    this.#experiments.get(task.name)?.moveTo(this.#source(task, late))
  }

  #restoreOrder(): void {
    const sorted = sortNaturally([...this.#experiments.values()], ({ name }) => name)
    this.#experiments.clear()
    for (const experiment of sorted) this.#experiments.set(experiment.name, experiment)
  }

  /** The issues of what was examined now take the place of earlier ones of the same experiments. */
  #keepIssues(examined: ReadonlySet<string | undefined>, issues: readonly Issue[]): void {
    const standing = this.#issues.filter(({ experiment }) => {
      return experiment !== undefined && !examined.has(experiment)
    })
    this.#issues = [...standing, ...issues]
  }
}

function summarize(
  all: readonly Examined[],
  runners: readonly Runner[],
  ofPlaces: readonly Issue[],
  empty: number,
): ExamSummary {
  const examined = all.filter(({ outcome }) => outcome === 'examined')
  const filtered = all.filter(({ outcome }) => outcome === 'filtered').length
  const ofRuns = all.flatMap((result) => result.issues)
  return displayed({
    examined: examined.length,
    skipped: all.length - examined.length - filtered + empty,
    filtered,
    failed: examined.filter((result) => result.issues.length > 0).length,
    issues: displayed([...ofPlaces, ...ofRuns, ...unproductive(runners, examined)]),
  })
}

function whose({ experiment }: Issue): string | undefined {
  return experiment
}

function sameIssue(a: Issue, b: Issue): boolean {
  return a.experiment === b.experiment && a.code === b.code && a.message === b.message
}

async function unlessAborted(work: Promise<unknown>, signal: AbortSignal): Promise<void> {
  let abort: (() => void) | undefined
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason as Error)
    signal.addEventListener('abort', abort)
  })
  try {
    await Promise.race([work, aborted])
  } finally {
    if (abort) signal.removeEventListener('abort', abort)
  }
}
