// A sweep from its file to an answer: runs 18 small trainings, two at a time, and says which setting
// is best. Run it again and nothing is run twice. The folder of the runs may be given as an argument.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { best, Examiner, lineChart, logMetric, sweep, toSVG, toTSV } from 'assay'

const [output = 'examples/sweep/output'] = process.argv.slice(2)

// 1. What there is to do; nothing has been run or written yet.
const swept = sweep('examples/sweep/params.yaml', { output })
console.log(`${swept.plan().size} tasks; the first: ${swept.plan().task(0).commands[0]?.script}`)

// 2. Run what is left of it, and watch.
const summary = await swept.run({
  jobs: 2,
  timeout: '1m',
  onEvent: (event) => {
    if (event.type === 'done') console.log(`${event.task.name}: ${event.seconds.toFixed(1)} s`)
    if (event.type === 'fail') console.log(`${event.task.name}: ${event.state}, see ${event.log}`)
  },
})
console.log(`finished ${summary.finished}, before ${summary.skipped.length}`)

// 3. Read the logs that the runs left.
const examiner = new Examiner()
  .add(logMetric('acc', { log: 'train', match: /test_acc=([\d.]+)/ }))
  .add(logMetric('loss', { log: 'train', match: /loss=([\d.]+)/, keep: 'all', step: /Iter (\d+)/ }))
await examiner.exam({ output })
const table = examiner.table()

// 4. Answer: the settings as TSV, best first, with what can be said of the others; the loss as a chart.
const ranking = best(table, { metric: 'acc', goal: 'max' })
console.log(toTSV(ranking.select('lr', 'momentum', 'runs', 'acc_mean', 'acc_ci95', 'verdict')))
const chart = lineChart(table, { series: 'loss', color: 'lr' })
writeFileSync(join(output, 'loss.svg'), await toSVG(chart))

process.exitCode = summary.failed.length > 0 ? 1 : 0
