import assert from 'node:assert/strict'
import { barChart, Examiner, logMetric, toSVG, toTSV } from 'assay'

const examiner = new Examiner().add(logMetric('acc', { log: 'train', match: /test_acc=([\d.]+)/ }))
await examiner.exam({ output: 'cifar10' })
const table = examiner.table()
process.stdout.write(toTSV(table))
assert.match(await toSVG(barChart(table, { x: 'lr', y: 'acc' })), /^<svg.*<\/svg>\s*$/s)
