// Compiled and never run: what the types of layouts and of what runs recorded allow.
import {
  Examiner,
  recognisedPlaces,
  seriesMetric,
  type Artifact,
  type Layout,
  type Params,
  type ParamValue,
  type Points,
  type RecognisedPlace,
  type Run,
  type Series,
} from '../../src/index.js'
import type { Equal, Expect } from './equal.js'

const examiner = new Examiner()
  .add(seriesMetric('loss@last', { name: 'loss' }))
  .add(seriesMetric('loss@min'))
  .add(seriesMetric('loss@argmin', { x: 'epoch' }))
  .add(seriesMetric('loss@all', { name: 'curve', x: 'epoch' }))
  .add(seriesMetric('phase@first', { as: 'value' }))
  .add(seriesMetric('acc'))

const table = examiner.table()

export const values = {
  loss: table.get('loss', 0),
  least: table.get('loss@min', 0),
  step: table.get('loss@argmin', 0),
  curve: table.get('curve', 0),
  phase: table.get('phase@first', 0),
  acc: table.get('acc', 0),
}

export type Values = [
  Expect<Equal<typeof values.loss, number | null>>,
  Expect<Equal<typeof values.least, number | null>>,
  Expect<Equal<typeof values.step, number | null>>,
  Expect<Equal<typeof values.curve, Series | null>>,
  Expect<Equal<typeof values.phase, ParamValue>>,
  Expect<Equal<typeof values.acc, number | null>>,
]

// @ts-expect-error The least loss is no text.
export const text: string | null = table.get('loss@min', 0)
// @ts-expect-error A curve is no number.
export const number: number | null = table.get('curve', 0)
// @ts-expect-error What was recorded may be of any kind.
export const phase: string | null = table.get('phase@first', 0)

// Of a name that is known when it runs only, it may be either.
declare const name: string
export const some = new Examiner()
  .add(seriesMetric(name, { name: 'some' }))
  .table()
  .get('some', 0)
export type Some = [Expect<Equal<typeof some, number | Series | null>>]
// @ts-expect-error It may be a series.
export const one: number | null = some

// @ts-expect-error There is no such way to take it.
seriesMetric('loss@last', { as: 'text' })
// @ts-expect-error The steps are a series, by its name.
seriesMetric('loss@last', { x: 3 })
// @ts-expect-error An option that is not there.
seriesMetric('loss@last', { nam: 'loss' })

const experiment = examiner.experiments.get('a')
export const ofOne = {
  series: experiment?.series('loss'),
  overEpochs: experiment?.series('loss', { x: 'epoch' }),
  points: experiment?.points('phase'),
  names: experiment?.seriesNames,
  artifacts: experiment?.artifacts,
  loaded: experiment?.artifacts[0]?.load(),
  loss: experiment?.metric.loss,
}

export type OfOne = [
  Expect<Equal<typeof ofOne.series, Series | undefined>>,
  Expect<Equal<typeof ofOne.overEpochs, Series | undefined>>,
  Expect<Equal<typeof ofOne.points, Points | undefined>>,
  Expect<Equal<typeof ofOne.names, readonly string[] | undefined>>,
  Expect<Equal<typeof ofOne.artifacts, readonly Artifact[] | undefined>>,
  Expect<Equal<typeof ofOne.loaded, unknown>>,
  Expect<Equal<typeof ofOne.loss, number | undefined>>,
]

// @ts-expect-error It may not be there.
export const values0: Float64Array = experiment?.series('loss').values
// @ts-expect-error Steps are those of a series that has a name.
experiment?.series('loss', { x: ['epoch'] })
// @ts-expect-error What a run recorded is not written.
if (experiment) experiment.layout = 'mlxp'
// @ts-expect-error Nobody knows what is in an artifact.
export const loaded: string = ofOne.loaded

/** The least that a layout is. */
const least: Layout = {
  name: 'least',
  looksLike: 'a folder with a file run',
  recognise: ({ files, head }) =>
    files.includes('run') && head(2).length === 0 ? 'a file run' : undefined,
  open: ({ path }) => [{ params: () => ({ path }) }],
}

/** All that a run may have. */
const run: Run = {
  id: '1',
  params: (report): Params | undefined => {
    report({ code: 'layout-mismatch', file: 'run', message: 'It is empty.' })
    // @ts-expect-error There is no such code.
    report({ code: 'layout-strange', file: 'run', message: 'It is empty.' })
    return undefined
  },
  seriesNames: () => ['loss', 'phase'],
  points: () => ({ steps: Float64Array.of(0), values: ['warm-up'] }),
  artifacts: () => [{ name: 'w.pt', type: 'torch', path: '/w.pt', size: 3 }],
}

export const examiners = [
  new Examiner({ layouts: [least, { ...least, name: 'all', open: () => [run], nests: true }] }),
  new Examiner({ artifactLoaders: { torch: (path: string) => path.length } }),
]
await new Examiner().exam({ layout: 'mlxp' })
export const places: RecognisedPlace[] = recognisedPlaces('output', { layouts: [least] })
export const layout: string | null | undefined = places[0]?.layout

// @ts-expect-error A layout opens what it recognised.
export const closed: Layout = { name: 'x', looksLike: 'x', recognise: () => 'x' }
// @ts-expect-error A run has params.
export const bare: Run = { id: '1' }
// @ts-expect-error They are read at once and not in a promise.
export const late: Run = { params: () => Promise.resolve({ lr: 1 }) }
// @ts-expect-error Steps are numbers in a typed array.
export const untyped: Points = { steps: [0], values: [1] }
// @ts-expect-error A reason is a text.
export const unreasoned: Layout = { ...least, recognise: () => true }
// @ts-expect-error A loader is a function.
new Examiner({ artifactLoaders: { torch: 'torch.load' } })
// @ts-expect-error A layout is asked for by its name.
await new Examiner().exam({ layout: least })
