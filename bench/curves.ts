// How much longer averaging curves takes than adding up their values: see bench/README.md.
import { aq, curves, lineChart, type AlignOptions } from 'assay'
import { median } from './measure.js'

const RUNS = 1000
const POINTS = 10_000
const REPEATS = 5
const MB = 2 ** 20

interface Series {
  readonly steps: Float64Array
  readonly values: Float64Array
}

/** Numbers between 0 and 1, the same in every run of the bench. */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

function makeRun(run: number, stepsOf: (random: () => number) => Float64Array): Series {
  const random = randomNumbers(run)
  const steps = stepsOf(random)
  return { steps, values: steps.map((step) => Math.exp(-step / 5000) + random() / 10) }
}

function allSame(): Float64Array {
  return Float64Array.from({ length: POINTS }, (_, i) => i)
}

function allDifferent(random: () => number): Float64Array {
  return Float64Array.from({ length: POINTS }, () => random() * POINTS).sort()
}

/** The floor: adds up every value. */
function sumBare(runs: readonly Series[]): number {
  let sum = 0
  for (const { values } of runs) for (let i = 0; i < values.length; i++) sum += values[i] ?? 0
  return sum
}

/** Seconds of CPU, of all threads, which other work on the machine does not add to. */
function cpuMs(work: () => unknown): number {
  const start = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

function marksOf(spec: object): number {
  const { values } = (spec as { data: { values: readonly unknown[] } }).data
  return values.length
}

console.log('steps\twhat\tbare ms\tours ms\tCPU ms\tratio\trows\tpeak MB over the runs')
for (const [name, stepsOf] of [
  ['shared', allSame],
  ['random', allDifferent],
] as const) {
  const runs = Array.from({ length: RUNS }, (_, run) => makeRun(run, stepsOf))
  const table = aq.table({ group: runs.map((_, run) => run % 4), loss: runs })
  const series = 'loss'
  const chart = (options: AlignOptions & { readonly color?: string }) => (): number =>
    marksOf(lineChart(table, { series, ...options }))
  const works: readonly (readonly [string, () => number])[] = [
    ['chart', chart({})],
    ['chart of 4 groups', chart({ color: 'group' })],
    ['chart, smoothed', chart({ smooth: 0.6 })],
    ['chart, not interpolated', chart({ interpolate: 'none' })],
    ['chart, 8000 bins, previous', chart({ grid: { bins: 8000 }, interpolate: 'previous' })],
    ['curves', () => curves(table, { series, by: 'group' }).numRows()],
    ['curves, smoothed', () => curves(table, { series, by: [], smooth: 0.9 }).numRows()],
  ]
  for (const [what, work] of works) {
    const before = process.memoryUsage()
    const [bare, ours, cpu]: [number[], number[], number[]] = [[], [], []]
    let [rows, peak] = [0, 0]
    for (let i = 0; i < REPEATS; i++) {
      const start = performance.now()
      if (!(sumBare(runs) > 0)) throw new Error('wrong sum')
      bare.push(performance.now() - start)
      const begin = performance.now()
      cpu.push(cpuMs(() => (rows = work())))
      ours.push(performance.now() - begin)
      peak = Math.max(peak, process.memoryUsage().rss - before.rss)
    }
    const [floor, all] = [median(bare), median(ours)]
    console.log(
      [
        name,
        what,
        floor.toFixed(0),
        all.toFixed(0),
        median(cpu).toFixed(0),
        (all / floor).toFixed(1),
        rows,
        (peak / MB).toFixed(0),
      ].join('\t'),
    )
  }
}
