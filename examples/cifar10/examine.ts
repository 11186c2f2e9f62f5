// Which learning rate is better? Six runs of mlrunner's own example: two rates, three seeds each.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { aggregate, barChart, best, Examiner, logMetric, toPNG, toSVG, toTSV } from 'assay'

const here = fileURLToPath(new URL('.', import.meta.url))

const examiner = new Examiner().add(logMetric('acc', { log: 'train', match: /test_acc=([\d.]+)/ }))
await examiner.exam({ output: join(here, 'output') })
const table = examiner.table({ printTsv: true })

console.log('\nMean over seeds, half the width of its 95% confidence interval, and std:')
const byLr = aggregate(table, { metrics: ['acc'], stats: ['mean', 'ci95', 'std', 'n'] })
console.log(toTSV(byLr))

const ranking = best(table, { metric: 'acc', goal: 'max' })
const [first, second] = [0, 1].map((row) => Number(ranking.get('lr', row)))
console.log(
  `lr ${first} is best; lr ${second} is ${ranking.get('verdict', 1)}: by ` +
    `${ranking.get('difference', 1)?.toFixed(3)}, p = ${ranking.get('p', 1)?.toPrecision(1)}, ` +
    `${ranking.get('test', 1)}`,
)

const charts = join(here, 'charts')
const spec = barChart(table, { x: 'lr', y: 'acc' })
mkdirSync(charts, { recursive: true })
writeFileSync(join(charts, 'acc-by-lr.svg'), await toSVG(spec))
writeFileSync(join(charts, 'acc-by-lr.png'), await toPNG(spec))
const path = relative(process.cwd(), join(charts, 'acc-by-lr'))
console.log(`\nChart: ${path}.svg and ${path}.png`)
