// Compiled and never run, by each compiler and under each way to find modules.
import {
  aggregate,
  best,
  compare,
  curves,
  Examiner,
  loadAllResults,
  logMetric,
  MLLogger,
  NdArray,
  PickledObject,
  pivot,
  query,
  readMetrics,
  readNpy,
  readPickles,
  readRecords,
  recognisedPlaces,
  runIds,
  runStatus,
  seriesMetric,
  sweep,
  sweepGaps,
  sweepStatus,
  type Artifact,
  type ColumnTable,
  type Experiment,
  type IssueCode,
  type Layout,
  type Params,
  type ParamValue,
  type Points,
  type RecognisedPlace,
  type RunEvent,
  type Run,
  type RunId,
  type Series,
} from 'assay'

type IsAny<T> = 0 extends 1 & T ? true : false
type Equal<A, B> = IsAny<A> extends IsAny<B> ? ([A, B] extends [B, A] ? true : false) : false
type Expect<T extends true> = T

export const examiner = new Examiner()
  .add(logMetric('acc', { log: 'train', match: /acc=(\S+)/ }))
  .add(logMetric('curve', { log: 'train', match: /loss=(\S+)/, keep: 'all' }))
  .add(logMetric('host', { log: 'train', match: /host (\S+)/, as: 'string' }))
  .add((dir, experiment: Experiment<{ bleu?: number }>) => {
    experiment.metric.bleu = dir.length
  })
  .add({ name: 'size', files: '*.pt', parse: ({ files }) => ({ size: BigInt(files.length) }) })

export const swept = sweep('params.yaml').run({ jobs: 2, onEvent: (event: RunEvent) => event.type })
export const states = sweepStatus().tasks.map(({ state }) => state)
export const missing = sweepGaps('params.yaml').missing
export const status = new Examiner().add(runStatus()).table().get('status', 0)
export type StatusIsKnown = Expect<Equal<IsAny<typeof status>, false>>

export const table = examiner.table()
export const arquero: ColumnTable = table.groupby('acc').ungroup()
export const acc = table.get('acc', 0)
export const curve = table.get('curve', 0)
export const host = table.get('host', 0)
export const bleu = table.get('bleu', 0)
export const size = table.get('size', 0)
export const accs = table.array('acc')

export const groups = aggregate(query(table, 'acc > 0.5'), {
  metrics: ['acc'],
  stats: ['mean', 'q25'],
})
export const mean = groups.get('acc_mean', 0)
export const quarter = groups.get('acc_q25', 0)
export const ranking = best(examiner.filter('acc > 0.5').table(), { metric: 'acc', goal: 'max' })
export const verdict = ranking.get('verdict', 0)
export const higher = compare(table, table).table.get('percent', 0)
export const tables: ColumnTable[] = [
  pivot(table, { rows: 'lr', columns: 'seed', metric: 'acc' }),
  curves(table, { series: 'curve' }),
]

export type OfGroups = [
  Expect<Equal<typeof mean, number | null>>,
  Expect<Equal<typeof quarter, number | null>>,
  Expect<Equal<typeof higher, number | null>>,
  Expect<Equal<Extract<typeof verdict, 'best'>, 'best'>>,
]

export type Values = [
  Expect<Equal<typeof acc, number | null>>,
  Expect<Equal<typeof curve, Series | null>>,
  Expect<Equal<typeof host, string | null>>,
  Expect<Equal<typeof bleu, number | null>>,
  Expect<Equal<typeof size, bigint | null>>,
  Expect<Equal<typeof accs, ArrayLike<number | null>>>,
]

// @ts-expect-error The accuracy is no text.
export const text: string = table.get('acc', 0)
// @ts-expect-error There is no such code.
export const code: IssueCode = 'param-lost'
// @ts-expect-error There is no such way to keep a match.
logMetric('acc', { log: 'train', match: /acc/, keep: 'lst' })
// @ts-expect-error A number is no parser.
new Examiner().add(1)

const layout: Layout = {
  name: 'mine',
  looksLike: 'a folder with a file run',
  recognise: ({ files }) => (files.includes('run') ? 'a file run' : undefined),
  open: ({ path }, report): Run[] => {
    report({ code: 'layout-mismatch', file: path, message: 'It is empty.' })
    const points: Points = { steps: new Float64Array(1), values: ['warm-up'] }
    return [{ params: (): Params => ({ lr: 1 }), points: () => points }]
  },
}

export const runs = new Examiner({
  layouts: [layout],
  artifactLoaders: { torch: (path) => path.length },
})
  .add(seriesMetric('loss@last', { name: 'loss' }))
  .add(seriesMetric('loss@all', { x: 'epoch' }))
export const loss = runs.table().get('loss', 0)
export const losses = runs.table().get('loss@all', 0)
export const fields: ColumnTable = runs.fields()
const run = runs.experiments.get('a')
export const series = run?.series('loss', { x: 'epoch' })
export const artifact: Artifact | undefined = run?.artifacts[0]
export const loaded = artifact?.load()
export const places: RecognisedPlace[] = recognisedPlaces('output', { layouts: [layout] })

export const ids: RunId[] = runIds('run.db', { lr: 0.1 })
export const metrics: ColumnTable = readMetrics('run.db', ['loss'], ids)
export const results: ColumnTable = loadAllResults('run.db')
export const records: ColumnTable = readRecords('my.collection')
const logger = new MLLogger('runs')
export const params: Params = logger.readParams()
export const param: ParamValue = logger.readParams('Args.lr', { default: 1 })
export const binned: ColumnTable = logger.readMetrics('loss@mean', { xKey: 'step' })
export const pickles: ParamValue[] = readPickles('parameters.pkl')
export const array: NdArray = readNpy('w.npy')
export const shape: readonly number[] = array.shape
export const isObject = pickles[0] instanceof PickledObject

export type Recorded = [
  Expect<Equal<typeof loss, number | null>>,
  Expect<Equal<typeof losses, Series | null>>,
  Expect<Equal<typeof series, Series | undefined>>,
  Expect<Equal<typeof loaded, unknown>>,
]

// @ts-expect-error The loss is no text.
export const lossText: string = runs.table().get('loss', 0)
// @ts-expect-error A layout opens what it recognised.
export const closed: Layout = { name: 'x', looksLike: 'x', recognise: () => 'x' }
// @ts-expect-error A run has params.
export const bare: Run = { id: '1' }
// @ts-expect-error Steps are numbers in a typed array.
export const untyped: Points = { steps: [0], values: [1] }
// @ts-expect-error There is no such way to take it.
seriesMetric('loss@last', { as: 'text' })
// @ts-expect-error The ids are a list.
readMetrics('run.db', ['loss'], 1)
// @ts-expect-error A logger reads below a folder.
new MLLogger()
