// Compiled and never run: what the types of parsers make of the table's.
import {
  aq,
  Examiner,
  logMetric,
  query,
  type Experiment,
  type LogMetricOptions,
  type Parser,
  type Series,
} from '../../src/index.js'
import type { Equal, Expect } from './equal.js'

const acc = logMetric('acc', { log: 'train', match: /acc=(\S+)/ })
const curve = logMetric('curve', { log: 'train', match: /loss=(\S+)/, keep: 'all' })
const host = logMetric('host', { log: 'train', match: /host (\S+)/, as: 'string' })
const hosts = logMetric('hosts', { log: 'train', match: /host (\S+)/, as: 'string', keep: 'all' })

/** A parser as a function says what it writes in the type of its experiment. */
async function bleu(_dir: string, experiment: Experiment<{ bleu?: number }>): Promise<void> {
  experiment.metric.bleu = await Promise.resolve(1)
  // @ts-expect-error It said that it writes a number.
  experiment.metric.bleu = 'high'
  // @ts-expect-error It did not say that it writes this.
  experiment.metric.rouge = 1
}

const examiner = new Examiner()
  .add(acc)
  .add(curve)
  .add(host)
  .add(hosts)
  .add(bleu)
  .add((_dir, experiment: Experiment<{ inline?: boolean }>) => {
    experiment.metric.inline = true
  })
  .add({
    name: 'sizes',
    files: ['*.pt', '*.bin'],
    parse: ({ files, dir, signal }) => {
      if (signal.aborted) return undefined
      return { files: files.length, dir, late: Promise.resolve(1) }
    },
  })
  .add({ name: 'later', files: '*', parse: () => Promise.resolve({ later: 1n }) })

const table = examiner.table({ printTsv: false })

export const values = {
  acc: table.get('acc', 0),
  curve: table.get('curve', 0),
  host: table.get('host', 0),
  hosts: table.get('hosts', 0),
  bleu: table.get('bleu', 0),
  inline: table.get('inline', 0),
  files: table.get('files', 0),
  dir: table.get('dir', 0),
  later: table.get('later', 0),
}

export type Values = [
  Expect<Equal<typeof values.acc, number | null>>,
  Expect<Equal<typeof values.curve, Series | null>>,
  Expect<Equal<typeof values.host, string | null>>,
  Expect<Equal<typeof values.hosts, readonly string[] | null>>,
  Expect<Equal<typeof values.bleu, number | null>>,
  Expect<Equal<typeof values.inline, boolean | null>>,
  Expect<Equal<typeof values.files, number | null>>,
  Expect<Equal<typeof values.dir, string | null>>,
  Expect<Equal<typeof values.later, bigint | null>>,
]

export const columns = { acc: table.array('acc'), host: table.array('host') }

export type Columns = [
  Expect<Equal<typeof columns.acc, ArrayLike<number | null>>>,
  Expect<Equal<typeof columns.host, ArrayLike<string | null>>>,
]

export const ofOne = examiner.experiments.get('a')?.metric.acc
export type OfOne = [Expect<Equal<typeof ofOne, number | undefined>>]
// @ts-expect-error The accuracy of an experiment is no text either.
export const textOfOne: string | undefined = examiner.experiments.get('a')?.metric.acc

// @ts-expect-error The accuracy is no text.
export const text: string | null = table.get('acc', 0)
// @ts-expect-error It may be missing.
export const present: number = table.get('acc', 0)

// Parsers that do not say what they write can be added too, and the others stay known.
declare const parsers: readonly Parser[]
declare const name: string
declare const options: LogMetricOptions
export const more = examiner
  .add(parsers[0] ?? acc)
  .add((dir, experiment, caches) => {
    experiment.metric['dir'] = [dir, caches['shared']]
  })
  .add(logMetric(name, { log: 'train', match: /acc/ }))
  .add(logMetric('some', options))
  .table()
export const known = { acc: more.get('acc', 0), some: more.get('some', 0) }

export type Known = [
  Expect<Equal<typeof known.acc, number | null>>,
  Expect<Equal<typeof known.some, number | string | Series | readonly string[] | null>>,
]

// A filter leaves the metrics as they are, as a query leaves a table.
const filtered = examiner.filter('acc > 0.5').table()
const queried = query(filtered, 'acc > 0.6')
export const passing = { filtered: filtered.get('acc', 0), queried: queried.get('acc', 0) }
export type Passing = Expect<
  Equal<typeof passing, { filtered: number | null; queried: number | null }>
>
// @ts-expect-error A query is a text.
examiner.filter(/acc/)
// @ts-expect-error The accuracy is no text after a query either.
export const queriedText: string | null = queried.get('acc', 0)

// Every table is also Arquero's own.
export const rolled = aq.from(table.filter((row: { acc: number }) => row.acc > 0.5).objects())

// @ts-expect-error There is no such way to keep a match.
logMetric('acc', { log: 'train', match: /acc/, keep: 'lst' })
// @ts-expect-error A log is named.
logMetric('acc', { match: /acc/ })
// @ts-expect-error 'text' is no way to take what was captured.
logMetric('acc', { log: 'train', match: /acc/, as: 'text' })
// @ts-expect-error An option that is not there.
logMetric('acc', { log: 'train', match: /acc/, kep: 'all' })
// @ts-expect-error It lacks `parse`.
new Examiner().add({ name: 'size', files: '*' })
// @ts-expect-error A number is no parser.
new Examiner().add(1)
// @ts-expect-error An option that is not there.
await new Examiner().exam({ outputs: 'output' })
