import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readDocuments, valueOf } from '../../src/readers/yaml/documents.js'
import { planSweep, type PlanOptions } from '../../src/sweep/plan.js'
import { sweepSourceOf } from '../../src/sweep/object-source.js'
import { readSweepFile } from '../../src/sweep/source.js'
import type { Spec } from '../../src/sweep/task.js'
import { dumpFlowDocuments } from '../../src/writers/yaml.js'
import { FIXTURES, namesOf, planOf, scriptsOf, sweepText, tasksOf } from './sweep-text.js'

const TIME = '20261121.085819'
const pathOf = (file: string): string => fileURLToPath(new URL(file, FIXTURES))
const textOf = (file: string): string => readFileSync(pathOf(file), 'utf8')
const planFile = (file: string, options: Partial<PlanOptions> = {}) =>
  planSweep(readSweepFile(pathOf(file)), { time: TIME, exists: () => false, ...options })

test('the tasks and commands of a sweep are those that mlrunner shows in a dry run', () => {
  const lines = textOf('stdout/01-dry-run.out').split('\n')
  const shown = lines.flatMap((line) => /^CUDA_VISIBLE_DEVICES=0 (.*) > /.exec(line)?.[1] ?? [])
  const plan = planFile('params.yaml', { output: 'output_dry' })
  const scripts = tasksOf(plan).flatMap(({ commands }) => commands.map(({ script }) => script))
  expect(scripts).toEqual(shown)
  expect(lines).toContain(`Tasks: ${plan.size}, Commands: ${plan.commandCount}`)
  expect(plan.orphans).toEqual(new Set(['beam', 'note']))
  expect(plan.resources).toEqual(['0'])
  expect(plan.notes).toEqual([])
})

const TREES = [
  ['types.yaml', 'output_types'],
  ['killed.yaml', 'output_killed'],
  ['params.yaml', 'output_first'],
] as const

test.each(TREES)('the params of each task of %s are those that mlrunner wrote', (file, output) => {
  const plan = planFile(file, { output })
  const folders = readdirSync(pathOf(output), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
  expect(namesOf(plan).toSorted()).toEqual(folders.toSorted())
  for (const { name, spec } of tasksOf(plan)) {
    const [written] = readDocuments(textOf(`${output}/${name}/param`)).documents.map(valueOf)
    const params = [...(written as Spec)].filter(([key]) => !key.startsWith('_'))
    expect(new Map(spec)).toEqual(new Map(params))
  }
})

test('a title chooses its documents, which are there as they are written', () => {
  const plan = planFile('params.yaml', { title: 'early' })
  expect(namesOf(plan)).toEqual(['Norm_batch-EaStop_T', 'Norm_batch-EaStop_F'])
  const written = dumpFlowDocuments(plan.titled)
  expect(textOf('stdout/05-title.out')).toContain(written)
})

test('commands that are asked for stand in place of _cmd', () => {
  const plan = planFile('params.yaml', { commands: ['test'] })
  expect([plan.size, plan.commandCount]).toEqual([14, 14])
  expect(textOf('stdout/06-command-test.out')).toContain('Tasks: 14, Commands: 14')
})

test('choices are shown as mlrunner shows them, each value in a list', () => {
  const { choices } = planFile('params.yaml')
  expect(choices[1]).toEqual(
    new Map<string, unknown>([
      ['norm', ['batch']],
      ['early-stop', [true, false]],
    ]),
  )
  expect([...(choices[4]?.keys() ?? [])]).toEqual(['_cmd', 'note'])
})

test('only the first task is kept for a try, with what is known of all', () => {
  const plan = planFile('params.yaml', { firstOnly: true })
  expect([plan.size, plan.commandCount]).toEqual([1, 3])
  expect(plan.orphans).toEqual(new Set(['beam', 'note']))
  expect(() => plan.task(1)).toThrow('There is no task 1; the plan has 1, from 0.')
})

test('without folders of their own all tasks are in the output folder', () => {
  const plan = planFile('params.yaml', { output: 'flat/', title: 'arch', subdir: false })
  expect(tasksOf(plan).map(({ dir }) => dir)).toEqual(['flat/', 'flat/'])
  expect(planFile('params.yaml', { output: './out/' }).task(0).dir).toMatch(/^\.\/out\/Norm_new/)
})

test('an equal set of params is dropped, unless it has the folder of an earlier one', () => {
  const plan = planOf(
    sweepText('x {k} {j}', 'k: 1\nj: 2', 'j: 2.0\nk: true', '_cmd: run\nk: 1\nj: 2'),
  )
  expect(namesOf(plan)).toEqual(['K_1-J_2', 'K_1-J_2'])
})

test('an alias gives way to what it stands for, a default to what a choice says', () => {
  const plan = planOf(`
template: { run: 'x {layers} {hidden} {lr}' }
alias: { arch: { 1: { layers: 2, hidden: 64 }, big: { layers: 6, hidden: 512 } } }
default: { lr: 0.1, layers: 1, hidden: 1, seed: 0 }
resource: [0]
---
arch: [1.0, big]
lr: 0.5
`)
  expect(namesOf(plan)).toEqual(['Arch_1-Lr_0.5', 'Arch_big-Lr_0.5'])
  expect([...plan.task(1).spec]).toEqual([
    ...[
      ['lr', 0.5],
      ['layers', 6n],
    ],
    ...[
      ['hidden', 512n],
      ['seed', 0n],
    ],
  ])
})

test('a sweep of an object is that of the file with the same text', () => {
  const template = { run: 'x {lr} {n}' }
  const source = sweepSourceOf({ template, choices: [{ lr: [0.5, 1], n: 3 }], resource: [0] })
  const plan = planSweep(source, { time: TIME })
  const text = sweepText('x {lr} {n}', 'lr: [0.5, 1]\nn: 3')
  expect(tasksOf(plan)).toEqual(tasksOf(planOf(text)))
})

test('values are never read as templates', () => {
  const plan = planOf(sweepText('x {a} {b} [c]', 'a: "{b}"\nb: "[c]"\nc: "{a}"'))
  expect(scriptsOf(plan)).toEqual(["x '{b}' '[c]' --c '{a}'"])
})

test('the sections of Slurm and of resources are given as they are written', () => {
  const plan = planOf(`
template: { run: 'x {a}' }
resource: auto
slurm: { time: 2:00:00, gres: "gpu:1", mem: 4G }
---
a: 1
`)
  expect(plan.resources).toBe('auto')
  expect([...plan.slurm]).toEqual([
    ['time', '2:00:00'],
    ['gres', 'gpu:1'],
    ['mem', '4G'],
  ])
})

test('the time to plan grows with the number of tasks, also where many are dropped', () => {
  const grid = (count: number) => {
    const seed = Array.from({ length: count }, (_, index) => index)
    return sweepSourceOf({
      template: { run: 'x {lr} {seed}' },
      default: { n: 1 },
      choices: [
        { lr: [0.1, 0.2, 0.3, 0.4, 0.5], seed },
        { lr: [0.1, 0.2, 0.3, 0.4, 0.5], seed: seed.map((one) => one + count / 2), n: 1 },
      ],
      resource: [0],
    })
  }
  const timeOf = (count: number): number => {
    const start = performance.now()
    const { size } = planSweep(grid(count), { time: TIME })
    expect(size).toBe(count * 7.5)
    return performance.now() - start
  }
  timeOf(1_000)
  expect(timeOf(10_000)).toBeLessThan(20 * Math.max(timeOf(1_000), 10))
})
