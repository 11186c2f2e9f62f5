const assert = require('node:assert/strict')
const { barChart, Examiner, logMetric, toSVG, toTSV } = require('assay')

async function main() {
  const match = /test_acc=([\d.]+)/
  const examiner = new Examiner().add(logMetric('acc', { log: 'train', match }))
  await examiner.exam({ output: 'cifar10' })
  const table = examiner.table()
  process.stdout.write(toTSV(table))
  // Vega cannot be had by `require`; the package has to import it.
  assert.match(await toSVG(barChart(table, { x: 'lr', y: 'acc' })), /^<svg.*<\/svg>\s*$/s)
}

main()
