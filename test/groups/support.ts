import { aq, Examiner, logMetric } from '../../src/index.js'

/** The example's six runs: two learning rates, three seeds each. */
export async function cifar10() {
  const examiner = new Examiner()
    .add(logMetric('acc', { log: 'train', match: /test_acc=([\d.]+)/, keep: 'max' }))
    .add(logMetric('loss', { log: 'train', match: /loss=([^,]+)/ }))
  await examiner.exam({ output: 'examples/cifar10/output' })
  return { examiner, table: examiner.table() }
}

/** Three settings of four or five runs; with lr 1 the fifth is lacking. */
export const RUNS = aq.table({
  lr: [0.1, 0.1, 0.1, 0.1, 0.1, 0.01, 0.01, 0.01, 0.01, 0.01, 1, 1, 1, 1],
  seed: [0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1, 2, 3],
  acc: [
    ...[0.91, 0.93, 0.92, 0.94, 0.925],
    ...[0.905, 0.92, 0.915, 0.93, 0.91],
    ...[0.5, 0.61, 0.55, 0.52],
  ],
})

/** The rows of a table as objects, numbers to ten digits. */
export function rows(table: { objects(): object[] }): unknown[] {
  return table.objects().map((row) => {
    const cells = Object.entries(row).map(([name, value]: [string, unknown]) => {
      return [name, typeof value === 'number' ? Number(value.toPrecision(10)) : value]
    })
    return Object.fromEntries(cells) as unknown
  })
}
