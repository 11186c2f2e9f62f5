// Draws the pictures of the README and the docs from the shipped example.
import { mkdirSync, writeFileSync } from 'node:fs'
import { barChart, Examiner, lineChart, logMetric, toSVG } from 'assay'

const examiner = new Examiner()
  .add(logMetric('acc', { log: 'train', match: /test_acc=([\d.]+)/ }))
  .add(
    logMetric('test_acc', {
      log: 'train',
      match: /test_acc=([\d.]+)/,
      keep: 'all',
      step: /Iter (\d+)/,
    }),
  )
await examiner.exam({ output: 'examples/cifar10/output' })
const table = examiner.table()

mkdirSync('docs/pictures', { recursive: true })
const pictures = {
  'acc-by-lr': barChart(table, { x: 'lr', y: 'acc' }),
  'curves-by-lr': lineChart(table, { series: 'test_acc', color: 'lr' }),
}
for (const [name, spec] of Object.entries(pictures)) {
  writeFileSync(`docs/pictures/${name}.svg`, await toSVG(spec))
}
