import { resolve } from 'node:path'
import type { ColumnTable } from 'arquero'
import { didYouMean } from '../../did-you-mean.js'
import type { Params, ParamValue } from '../../experiment.js'
import { AssayError, IssueError, type FileProblem } from '../../issue.js'
import { readJson } from '../../readers/json.js'
import { readJsonLines } from '../../readers/jsonl.js'
import { readPickles } from '../../readers/pickle/read.js'
import { readWhole } from '../../readers/whole.js'
import { parseYaml } from '../../readers/yaml/parse.js'
import { expsTable } from './exps-table.js'
import { fileAt, filesAt, matches } from './find-files.js'
import { flatten } from './flat.js'
import { guardRead } from '../guard-read.js'
import { readParameters } from './params.js'
import { readMetrics, type ReadMetricsOptions } from './read-metrics.js'
import { PARAMETERS } from './signs.js'

/** Options of {@link MLLogger}. */
export interface MLLoggerOptions {
  /** Told of what could not be read; default: it is collected in `issues`. */
  readonly report?: (problem: FileProblem) => void
}

/** Options of {@link MLLogger.readParams}. */
export interface ReadParamsOptions {
  /** The file, or a pattern (`seed_?/parameters.pkl`) of which the first match counts. */
  readonly path?: string
  /** What a key that is not there has for its value; without it that is an error. */
  readonly default?: ParamValue
}

/**
 * Reads what Python's ML-Logger logged below a folder, in the tool's own words.
 *
 * Paths are taken from that folder. In a pattern `*`, `?` and `[…]` match within a name and `**` any
 * folders, as in Python's `glob`; what matches is sorted by name. A damaged file gives what could be
 * read of it, and the rest is in `issues`.
 *
 * @example
 * const logger = new MLLogger('test/fixtures/ml-logger/runs/alice/demo')
 * logger.readParams('Args.lr', { path: 'lr-0.1/seed_0/parameters.pkl' }) // 0.1
 * const curve = logger.readMetrics('loss@mean', { path: 'lr-0.1/seed_?/metrics.pkl', xKey: 'step' })
 * curve.array('bin') // ['(1.999, 4.25]', '(4.25, 6.5]', '(6.5, 8.75]', '(8.75, 11.0]']
 * logger.getExps('**').numRows() // 3
 */
export class MLLogger {
  /** The folder that paths are taken from. */
  readonly root: string
  /** What could not be read, in the order in which it was met. */
  readonly issues: readonly FileProblem[]
  readonly #report: (problem: FileProblem) => void

  constructor(root: string, { report }: MLLoggerOptions = {}) {
    const issues: FileProblem[] = []
    this.root = root
    this.issues = issues
    this.#report = report ?? ((problem) => issues.push(problem))
  }

  /**
   * The parameters of a run: the records of `parameters.pkl` merged in their order, with dotted names
   * for nested ones. With a key its value, with several keys a list; a key may also name a whole
   * group (`'Args'`), which comes nested.
   *
   * @throws AssayError when there is no such file, or no such key and no default.
   *
   * @example
   * const logger = new MLLogger('test/fixtures/ml-logger/runs/alice/demo/lr-0.1/seed_0')
   * logger.readParams()['Net.act'] // 'relu'
   * logger.readParams(['Args.seed', 'Args.layers']) // [0, [64, 64]]
   * logger.readParams('Args.nope', { default: 5 }) // 5
   */
  readParams(options?: ReadParamsOptions): Params
  readParams(key: string, options?: ReadParamsOptions): ParamValue
  readParams(keys: readonly string[], options?: ReadParamsOptions): ParamValue[]
  readParams(
    first: string | readonly string[] | ReadParamsOptions = {},
    second: ReadParamsOptions = {},
  ): ParamValue | ParamValue[] {
    const { keys, options } = keysFirst(first, second)
    const path = fileAt(this.root, options.path ?? PARAMETERS)
    const { params } = readParameters(resolve(this.root, path), this.#report)
    const flat = flatten(params)
    if (keys === undefined) return flat
    const values = keys.map((key) => {
      for (const one of [flat, params]) if (Object.hasOwn(one, key)) return one[key] ?? null
      if (options.default !== undefined) return options.default
      throw new AssayError(
        `There is no parameter '${key}' in ${path}.${didYouMean(key, Object.keys(flat))}`,
      )
    })
    return typeof first === 'string' ? (values[0] ?? null) : values
  }

  /**
   * Metrics as an Arquero table.
   *
   * Without keys: a row a record, a column a metric in the order of first appearance; of a pattern the
   * records of all files, with the path of each in a last column `prefix`. A missing value is null,
   * or NaN in a column of nothing but numbers.
   *
   * With keys: the records that have all of them, a row for each number of a record (`record`), or
   * with `xKey` for each bin of about the same x (`bin`), and a column a key. `loss` is the list of
   * the values there, of all files; `loss@mean` is made of them: `mean`, `median`, `min`, `max`,
   * `sum`, `std`, `var`, `sem` (of a sample: n - 1), `count`, `first`, `last` or a quantile such as
   * `16%`, interpolated linearly.
   *
   * @throws AssayError when no file matches, for a metric that no file has and for an unknown
   *   aggregate. A file that lacks a key is left out, and told.
   *
   * @example
   * const logger = new MLLogger('test/fixtures/ml-logger/runs/alice/demo')
   * const one = logger.readMetrics({ path: 'lr-0.1/seed_0/metrics.pkl' })
   * one.get('step', 3) // 11
   * const path = 'lr-0.1/seed_?/metrics.pkl'
   * const curve = logger.readMetrics(['loss@min', 'loss@84%'], { path, xKey: 'step@min', binSize: 2 })
   * curve.array('step@min') // [2, 8]
   * curve.array('bin') // ['(1.999, 5.0]', '(5.0, 8.0]']
   */
  readMetrics(options?: ReadMetricsOptions): ColumnTable
  readMetrics(keys: string | readonly string[], options?: ReadMetricsOptions): ColumnTable
  readMetrics(
    first: string | readonly string[] | ReadMetricsOptions = {},
    second: ReadMetricsOptions = {},
  ): ColumnTable {
    const { keys = [], options } = keysFirst(first, second)
    return readMetrics(this.root, keys, options, this.#report)
  }

  /**
   * The parameters of many runs as an Arquero table: a row for each `parameters.pkl` in the folders
   * given, which may be patterns. The columns stand in the order of their first appearance; `prefix`
   * is the path of the file. A missing value is null.
   *
   * @throws AssayError when there is none.
   *
   * @example
   * const logger = new MLLogger('test/fixtures/ml-logger/runs/alice/demo')
   * logger.getExps('**').array('Args.lr') // [0.05, 0.1, 0.1]
   */
  getExps(...folders: readonly string[]): ColumnTable {
    const paths = folders.flatMap((folder) =>
      filesAt(this.root, folder.endsWith(PARAMETERS) ? folder : `${folder}/${PARAMETERS}`),
    )
    const runs = paths.map((path) => {
      const { params } = readParameters(resolve(this.root, path), this.#report)
      return [path, flatten(params)] as const
    })
    return expsTable(new Map(runs))
  }

  /**
   * The files and folders that match a pattern, sorted by name. Names that begin with a dot are
   * passed over.
   *
   * @example
   * const logger = new MLLogger('test/fixtures/ml-logger/runs/alice/demo')
   * logger.glob('lr-0.1/*') // ['lr-0.1/seed_0', 'lr-0.1/seed_2']
   */
  glob(pattern: string): string[] {
    return matches(this.root, pattern)
  }

  /**
   * All pickles of a file, in their order; of a damaged one those before the damage.
   *
   * @throws AssayError when there is no such file.
   *
   * @example
   * const logger = new MLLogger('test/fixtures/ml-logger/runs/alice/demo/lr-0.1/seed_2')
   * logger.loadPkl('parameters.pkl').length // 4
   */
  loadPkl(path: string): ParamValue[] {
    return readPickles(this.#at(path), { report: this.#report })
  }

  /**
   * The values of a file of JSON lines; lines that are not JSON are left out and told.
   *
   * @throws AssayError when there is no such file.
   */
  loadJsonl(path: string): ParamValue[] {
    const values: ParamValue[] = []
    guardRead(this.#report, () => {
      readJsonLines(this.#at(path), this.#report, (value) => values.push(value))
    })
    return values
  }

  /**
   * The value of a JSON file.
   *
   * @throws AssayError when there is no such file; IssueError when it is not JSON.
   */
  loadJson(path: string): ParamValue {
    return orThrow((report) => readJson(this.#at(path), { report }), this.#report)
  }

  /**
   * The value of a YAML 1.1 file of one document, as PyYAML reads it.
   *
   * @throws AssayError when there is no such file; IssueError when it is not YAML.
   */
  loadYaml(path: string): ParamValue {
    const file = this.#at(path)
    return orThrow((report) => {
      const { value, problems } = parseYaml(readWhole(file))
      for (const problem of problems) {
        report({ ...problem, file, message: `${file}:${problem.line}: ${problem.message}` })
      }
      return value
    }, this.#report)
  }

  /**
   * The text of a file of at most 16 MiB.
   *
   * @throws AssayError when there is no such file; IssueError when it is not text or too large.
   *
   * @example
   * new MLLogger('test/fixtures/ml-logger/runs/alice/files').loadText('README.md') // 'overwritten\n'
   */
  loadText(path: string): string {
    return readWhole(this.#at(path))
  }

  #at(path: string): string {
    return resolve(this.root, fileAt(this.root, path))
  }
}

function keysFirst<Options extends object>(
  first: string | readonly string[] | Options,
  second: Options,
): { readonly keys: readonly string[] | undefined; readonly options: Options } {
  if (typeof first === 'string') return { keys: [first], options: second }
  return isList(first) ? { keys: first, options: second } : { keys: undefined, options: first }
}

// `Array.isArray` does not tell a readonly array from the other types.
function isList(value: unknown): value is readonly string[] {
  return Array.isArray(value)
}

/** Passes on what is wrong with a value; what has none is thrown. */
function orThrow(
  read: (report: (problem: FileProblem) => void) => ParamValue | undefined,
  report: (problem: FileProblem) => void,
): ParamValue {
  const problems: FileProblem[] = []
  const value = read((problem) => problems.push(problem))
  const [first] = problems
  if (value === undefined && first !== undefined) throw new IssueError(first)
  for (const problem of problems) report(problem)
  return value ?? null
}
