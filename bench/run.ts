// What the runner adds to the bare commands of a sweep: see bench/README.md.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { sweep, type Sweep } from 'assay'
import { median, timed } from './measure.js'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

const SLOTS = 2
const REPEATS = 5
const MB = 2 ** 20

/** The floor: as many shells that do nothing, two at a time. */
async function runBare(tasks: number): Promise<void> {
  let left = tasks
  const work = async (): Promise<void> => {
    while (left-- > 0) await once(spawn('/bin/bash', ['-c', 'true'], { stdio: 'ignore' }), 'exit')
  }
  await Promise.all(Array.from({ length: SLOTS }, work))
}

function sweepOf(tasks: number, output: string): Sweep {
  const seed = Array.from({ length: tasks }, (_, index) => index)
  return sweep({ template: { train: 'true' }, choices: [{ lr: 0.1, seed }] }, { output })
}

/** Runs a sweep, and gives the MB that the heap has grown by when nine of ten tasks are done. */
async function run(tasks: number, output: string): Promise<number> {
  collectGarbage()
  const base = process.memoryUsage().heapUsed
  const swept = sweepOf(tasks, output)
  let [done, heap] = [0, NaN]
  const at = Math.floor(tasks * 0.9)
  const { finished } = await swept.run({
    jobs: SLOTS,
    onEvent: ({ type }) => {
      if (type !== 'done' || ++done !== at) return
      collectGarbage()
      heap = (process.memoryUsage().heapUsed - base) / MB
    },
  })
  if (finished !== tasks) throw new Error('wrong result')
  return heap
}

async function skip(swept: Sweep): Promise<void> {
  const { skipped } = await swept.run({ jobs: SLOTS })
  if (skipped.length !== swept.plan().size) throw new Error('wrong result')
}

/** Milliseconds a task, and MB. */
interface Measure {
  readonly bare: number
  readonly whole: number
  readonly skipped: number
  readonly heap: number
}

const sizes = process.argv.slice(2).map(Number)
console.log('tasks\tbare ms/task\trun ms/task\tratio\tadded ms\tskip ms/task\theap + MB\tpeak MB')
const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'))
try {
  await runBare(100)
  for (const size of sizes.length > 0 ? sizes : [1000, 10_000]) {
    const measures: Measure[] = []
    // The bare commands run before and after, so that what else the machine does falls on both.
    for (let repeat = 0; repeat < (size > 1000 ? 1 : REPEATS); repeat++) {
      const output = join(folder, `${size}-${repeat}`)
      const before = await timed(() => runBare(size / 2))
      let heap = NaN
      const whole = (await timed(async () => (heap = await run(size, output)))) / size
      const bare = (before + (await timed(() => runBare(size / 2)))) / size
      const skipped = (await timed(() => skip(sweepOf(size, output)))) / size
      measures.push({ bare, whole, skipped, heap })
    }
    const middle = (of: (measure: Measure) => number): number => median(measures.map(of))
    console.log(
      [
        size,
        middle(({ bare }) => bare).toFixed(2),
        middle(({ whole }) => whole).toFixed(2),
        middle(({ bare, whole }) => whole / bare).toFixed(1),
        middle(({ bare, whole }) => whole - bare).toFixed(2),
        middle(({ skipped }) => skipped).toFixed(3),
        middle(({ heap }) => heap).toFixed(1),
        (process.resourceUsage().maxRSS / 1024).toFixed(0),
      ].join('\t'),
    )
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
