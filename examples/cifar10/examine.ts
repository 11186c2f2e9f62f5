// Which learning rate is better? Six runs of mlrunner's own example: two rates, three seeds each.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { barChart, Examiner, logMetric, op, toPNG, toSVG } from 'assay'

const here = fileURLToPath(new URL('.', import.meta.url))

const examiner = new Examiner().add(logMetric('acc', { log: 'train', match: /test_acc=([\d.]+)/ }))
await examiner.exam({ output: join(here, 'output') })
const table = examiner.table({ printTsv: true })

console.log('\nMean ± std of acc by lr:')
const byLr = table
  .groupby('lr')
  .rollup({ mean: op.mean('acc'), std: op.stdev('acc'), n: op.count() })
  .objects() as { lr: number; mean: number; std: number; n: number }[]
for (const { lr, mean, std, n } of byLr) {
  console.log(`  lr ${lr}: ${mean.toFixed(4)} ± ${std.toFixed(4)} (n = ${n})`)
}

const charts = join(here, 'charts')
const spec = barChart(table, { x: 'lr', y: 'acc', error: 'std' })
mkdirSync(charts, { recursive: true })
writeFileSync(join(charts, 'acc-by-lr.svg'), await toSVG(spec))
writeFileSync(join(charts, 'acc-by-lr.png'), await toPNG(spec))
const path = relative(process.cwd(), join(charts, 'acc-by-lr'))
console.log(`\nChart: ${path}.svg and ${path}.png`)
