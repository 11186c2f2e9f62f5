// How much longer planning a sweep takes than making its names in a loop: see bench/README.md.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { sweep } from 'assay'
import { median, timed } from './measure.js'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

const RATES = ['0.1', '0.03', '0.01', '0.003', '0.001']
const MODELS = ['small', 'large']

/** A sweep in two grids: the second has the tasks of the first under other names, and all are dropped. */
function fileOf(tasks: number): string {
  const seeds = `0..${tasks / (RATES.length * MODELS.length) - 1}`
  const [lr, model] = [RATES, MODELS].map((values) => `[${values.join(', ')}]`)
  return `template:
  train: python train.py --model {model} [lr] [seed] [beta] --dir {_output}
  test: python test.py --dir {_output}
default: { beta: 0.9, epochs: 10 }
resource: [0, 1]
---
{ model: ${model}, lr: ${lr}, seed: ${seeds} }
---
{ seed: ${seeds}, lr: ${lr}, model: ${model} }
`
}

/** The floor: both grids in nested loops, a name and a set of what is there already. */
function planBare(tasks: number): number {
  const names: string[] = []
  const seen = new Set<string>()
  const add = (name: string, key: string): void => {
    if (seen.has(key)) return
    seen.add(key)
    names.push(name)
  }
  const seeds = Array.from({ length: tasks / (RATES.length * MODELS.length) }, (_, seed) => seed)
  for (const model of MODELS)
    for (const lr of RATES)
      for (const seed of seeds)
        add(`Model_${model}-Lr_${lr}-Seed_${seed}`, `${model},${lr},${seed},0.9,10`)
  for (const seed of seeds)
    for (const lr of RATES)
      for (const model of MODELS)
        add(`Seed_${seed}-Lr_${lr}-Model_${model}`, `${model},${lr},${seed},0.9,10`)
  return names.length
}

/** Bytes of the heap that hold what the work gives, for each of so many tasks. */
function heldPerTask(tasks: number, work: () => unknown): number {
  collectGarbage()
  const before = process.memoryUsage().heapUsed
  const held = work()
  collectGarbage()
  const bytes = process.memoryUsage().heapUsed - before
  return held === undefined ? NaN : bytes / tasks
}

const sizes = process.argv.slice(2).map(Number)
console.log('tasks\tloop ms\tplan ms\tratio\tus/task\tbytes/task kept\tus/task made')
const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'))
try {
  for (const size of sizes.length > 0 ? sizes : [10_000, 100_000]) {
    const file = join(folder, `${size}.yaml`)
    writeFileSync(file, fileOf(size))
    const plan = () => sweep(file).plan()
    if (plan().size !== size || planBare(size) !== size) throw new Error('wrong result')
    const [bare, ours, made] = [[], [], []] as [number[], number[], number[]]
    for (let repeat = 0; repeat < Math.max(5, 100_000 / size); repeat++) {
      bare.push(await timed(() => planBare(size)))
      ours.push(await timed(plan))
      const planned = plan()
      made.push(
        await timed(() => {
          for (let index = 0; index < size; index++) planned.task(index)
        }),
      )
    }
    const [floor, whole] = [median(bare), median(ours)]
    console.log(
      [
        size,
        floor.toFixed(0),
        whole.toFixed(0),
        (whole / floor).toFixed(1),
        ((whole * 1000) / size).toFixed(1),
        heldPerTask(size, plan).toFixed(0),
        ((median(made) * 1000) / size).toFixed(1),
      ].join('\t'),
    )
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
