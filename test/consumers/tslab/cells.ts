import { Examiner, logMetric, toTSV } from 'assay'

const examiner = new Examiner().add(logMetric('acc', { log: 'train', match: /test_acc=([\d.]+)/ }))
const summary = await examiner.exam({ output: 'cifar10' })
// %%
import { barChart, op, toSVG } from 'assay'

const table = examiner.table()
const tsv = toTSV(table)
const best = table.groupby('lr').rollup({ acc: op.max('acc') })
// %%
const svg = await toSVG(barChart(table, { x: 'lr', y: 'acc' }))
// %%
table.get('acc', 0)
