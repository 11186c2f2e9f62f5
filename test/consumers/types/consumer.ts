// Compiled and never run, by each compiler and under each way to find modules.
import {
  Examiner,
  logMetric,
  type ColumnTable,
  type Experiment,
  type IssueCode,
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

export const table = examiner.table()
export const arquero: ColumnTable = table.groupby('acc').ungroup()
export const acc = table.get('acc', 0)
export const curve = table.get('curve', 0)
export const host = table.get('host', 0)
export const bleu = table.get('bleu', 0)
export const size = table.get('size', 0)
export const accs = table.array('acc')

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
