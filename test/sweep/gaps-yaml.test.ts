import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gapsYaml } from '../../src/sweep/gaps-yaml.js'
import { sweepSourceOf } from '../../src/sweep/object-source.js'
import { planSweep, type PlanOptions, type Task } from '../../src/sweep/plan.js'
import { sweepSourceOfText, type SweepSource } from '../../src/sweep/source.js'
import { FIXTURES, planOf, sweepText, tasksOf } from './sweep-text.js'

const told = ({ name, spec, choice, commands }: Task) => ({
  ...{ name, commands },
  spec: [...spec],
  choice: [...choice],
})

/** Expects that the file of some tasks gives just them. */
function expectSame(
  source: SweepSource,
  keep: (index: number) => boolean = () => true,
  options: Partial<PlanOptions> = {},
): void {
  const plan = planSweep(source, { time: '20261121.085819', exists: () => false, ...options })
  const tasks = tasksOf(plan).filter(({ index }) => keep(index))
  const again = planOf(gapsYaml(source, tasks))
  expect(tasksOf(again).map(told)).toEqual(tasks.map(told))
}

const sourceOf = (text: string): SweepSource => sweepSourceOfText(text, 'params.yaml')
const file = (name: string): string => readFileSync(new URL(name, FIXTURES), 'utf8')

test.each(['params.yaml', 'types.yaml', 'killed.yaml'])('the tasks of %s are the same', (name) => {
  expectSame(sourceOf(file(name)))
  expectSame(sourceOf(file(name)), (index) => index % 2 === 1)
  expectSame(sourceOf(file(name).replaceAll('\n', '\r\n')))
})

test('the first document is there as it was written, with its comments', () => {
  const text = file('types.yaml')
  const written = gapsYaml(sourceOf(text), [])
  expect(text.startsWith(written)).toBe(true)
  expect(written).toMatch(/^# one command.*resource: \[ "0" \]\n\n$/s)
})

test('commands are those that the tasks have', () => {
  expectSame(sourceOf(file('params.yaml')), undefined, { commands: ['test'] })
})

test('lists, maps, ranges and tuples come back as the values they were', () => {
  const values = '[[1, 2], {b: 1, a: [x]}, "0..4", !!python/tuple [1, a], null, 1e-3, 1.0e-3, "1"]'
  expectSame(sourceOf(sweepText('x', `a: ${values}\nb: {z: 1, y: 2}`)))
})

test('what zip, when, repeat and exclude made is written out', () => {
  const choice =
    'a: [1, 2]\nb: [1, 2]\nc: 0..3\n_zip: [a, b]\n_when: { c: { a: 1 } }\n_repeat: 2\n_exclude: { c: 2 }'
  expectSame(sourceOf(sweepText('x', choice)))
})

test('a name that was made distinct stays, also when the other is not there', () => {
  const source = sourceOf(sweepText('x {lr}', 'lr: [12345678, 12345679]'))
  expectSame(source, (index) => index === 1)
  expectSame(source, (index) => index === 0)
})

test('a sweep of an object has its sections written in their order', () => {
  const template = { train: "python 'a b' {x}", again: 'x: {y} # no' }
  const source = sweepSourceOf({
    ...{ template, default: { z: 1, y: 0.5 }, resource: [0] },
    choices: [{ x: ['a', 1], b: 2, a: 3 }],
  })
  expectSame(source)
})

test('any texts come back as they were', () => {
  const text = fc.string({ unit: 'binary', minLength: 1 }).filter((one) => !one.includes('\0'))
  const key = text.filter((one) => !one.startsWith('_'))
  fc.assert(
    fc.property(
      fc.dictionary(key, fc.array(text, { minLength: 1, maxLength: 2 }), {
        minKeys: 1,
        maxKeys: 3,
      }),
      (choice) => {
        expectSame(sweepSourceOf({ template: { run: 'x' }, choices: [choice], resource: [0] }))
      },
    ),
  )
})
