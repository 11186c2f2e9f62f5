// How often the verdicts and the intervals err, on runs that differ by chance alone.
import { aggregate, aq, best, type Test } from 'assay'
import { mersenne } from 'pure-rand/generator/mersenne'

const TRIALS = 4000
const random = mersenne(1)

function uniform(): number {
  return ((random.next() >>> 0) + 0.5) / 2 ** 32
}

function normal(): number {
  return Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
}

function runs(groups: number, each: number) {
  const rows = Array.from({ length: groups * each }, (_, row) => row)
  return aq.table({
    setting: rows.map((row) => row % groups),
    seed: rows.map((row) => Math.floor(row / groups)),
    acc: rows.map(normal),
  })
}

function share(isSo: () => boolean): string {
  const count = Array.from({ length: TRIALS }, isSo).filter(Boolean).length
  return `${((100 * count) / TRIALS).toFixed(1)}%`
}

console.log('settings\truns each\ttest\tsome setting is called worse, though all are the same')
const families: readonly (readonly [number, number, Test])[] = [
  [2, 3, 'welch'],
  [2, 5, 'welch'],
  [2, 5, 'paired'],
  [5, 5, 'welch'],
  [5, 5, 'paired'],
  [5, 8, 'mann-whitney'],
  [20, 5, 'welch'],
]
for (const [groups, each, test] of families) {
  const rate = share(() => {
    const ranking = best(runs(groups, each), { metric: 'acc', goal: 'max', by: 'setting', test })
    return Array.from(ranking.array('verdict')).includes('worse')
  })
  console.log(`${groups}\t${each}\t${test}\t${rate}`)
}

console.log('\nruns\tci95 covers\tbca95 covers')
for (const each of [3, 5, 10, 30]) {
  const covered = { ci95: 0, bca95: 0 }
  for (let trial = 0; trial < TRIALS; trial++) {
    const groups = aggregate(runs(1, each), {
      by: 'setting',
      metrics: 'acc',
      stats: ['mean', 'ci95', 'bca95'],
    })
    const value = (stat: 'mean' | 'ci95' | 'bca95_low' | 'bca95_high'): number =>
      groups.get(`acc_${stat}`, 0) ?? NaN
    if (Math.abs(value('mean')) <= value('ci95')) covered.ci95 += 1
    if (value('bca95_low') <= 0 && value('bca95_high') >= 0) covered.bca95 += 1
  }
  const rates = [covered.ci95, covered.bca95].map((n) => `${((100 * n) / TRIALS).toFixed(1)}%`)
  console.log([each, ...rates].join('\t'))
}
