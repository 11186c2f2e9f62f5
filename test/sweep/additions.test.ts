import { expect, test } from 'vitest'
import { namesOf, planOf, sweepText, tasksOf } from './sweep-text.js'

const namesFor = (choice: string): readonly string[] => namesOf(planOf(sweepText('x', choice)))

test('_zip moves params together, where the first of them stands', () => {
  expect(namesFor('lr: [0.1, 0.2]\nk: [a, b]\nbatch: [8, 16]\n_zip: [lr, batch]')).toEqual([
    'Lr_0.1-K_a-Batch_8',
    'Lr_0.1-K_b-Batch_8',
    'Lr_0.2-K_a-Batch_16',
    'Lr_0.2-K_b-Batch_16',
  ])
})

test('_zip takes several groups', () => {
  const choice = 'a: [1, 2]\nb: [1, 2]\nc: [3, 4]\nd: [3, 4]\n_zip: [[a, b], [c, d]]'
  expect(namesFor(choice)).toEqual([
    'A_1-B_1-C_3-D_3',
    'A_1-B_1-C_4-D_4',
    'A_2-B_2-C_3-D_3',
    'A_2-B_2-C_4-D_4',
  ])
})

test('_when leaves a param out where its condition does not hold', () => {
  const choice = `
opt: [sgd, adam, nesterov]
momentum: [0.8, 0.9]
_when: { momentum: { opt: [sgd, nesterov] } }`
  expect(namesFor(choice)).toEqual([
    'Opt_sgd-Momentum_0.8',
    'Opt_sgd-Momentum_0.9',
    'Opt_adam',
    'Opt_nesterov-Momentum_0.8',
    'Opt_nesterov-Momentum_0.9',
  ])
})

test('_when holds for params that are themselves conditional', () => {
  const choice = 'a: [0, 1]\nb: [0, 1]\nc: [5, 6]\n_when: { c: { b: 1 }, b: { a: 1 } }'
  expect(namesFor(choice)).toEqual(['A_0', 'A_1-B_0', 'A_1-B_1-C_5', 'A_1-B_1-C_6'])
})

test('a default stands in for a param that _when leaves out', () => {
  const text =
    'template: { run: "x {m}" }\nresource: [0]\ndefault: { m: 0 }\n' +
    '---\no: [a, b]\nm: 0.9\n_when: { m: { o: a } }\n'
  const values = tasksOf(planOf(text)).map(({ spec }) => spec.get('m'))
  expect(values).toEqual([0.9, 0n])
})

test('_repeat adds a param that is last, and no orphan', () => {
  const plan = planOf(sweepText('x {a}', '_repeat: 2\na: [5, 6]'))
  expect(namesOf(plan)).toEqual(['A_5-Repeat_0', 'A_5-Repeat_1', 'A_6-Repeat_0', 'A_6-Repeat_1'])
  expect(plan.orphans).toEqual(new Set())
  expect(plan.choices).toEqual([
    new Map([
      ['a', [5n, 6n]],
      ['repeat', [0n, 1n]],
    ]),
  ])
})

test('a range stands for its whole numbers, alone or in a list, up or down', () => {
  expect(namesFor('seed: 0..2')).toEqual(['Seed_0', 'Seed_1', 'Seed_2'])
  expect(namesFor('seed: [7, 1..-1]')).toEqual(['Seed_7', 'Seed_1', 'Seed_0', 'Seed_-1'])
  expect(namesFor('seed: "0..2"')).toEqual(['Seed_0..2'])
})

test('_exclude leaves out what matches all of one entry', () => {
  const choice =
    'norm: [new, old]\nlr: [0.1, 1]\n_exclude: [{ norm: new, lr: 0.1 }, { lr: 1.0, norm: old }]'
  expect(namesFor(choice)).toEqual(['Norm_new-Lr_1', 'Norm_old-Lr_0.1'])
})

test('a sample is drawn from each choice, in its order, and again with its seed', () => {
  const text = sweepText('x', 'a: 0..99', 'b: 0..99', 'c: [1, 2]')
  const plan = planOf(text, { sample: 5, seed: 7 })
  expect(plan.size).toBe(12)
  const numbers = namesOf(plan).map((name) => Number(name.split('_')[1]))
  for (const part of [numbers.slice(0, 5), numbers.slice(5, 10)]) {
    expect(part).toEqual(part.toSorted((a, b) => a - b))
  }
  expect(numbers.slice(0, 5)).not.toEqual(numbers.slice(5, 10))
  expect(namesOf(planOf(text, { sample: 5, seed: 7 }))).toEqual(namesOf(plan))
  expect(namesOf(planOf(text, { sample: 5, seed: 8 }))).not.toEqual(namesOf(plan))
  expect(plan.seed).toBe(7)
})

test('the seed of a sample that was drawn without one draws it again', () => {
  const text = sweepText('x', 'a: 0..999')
  const plan = planOf(text, { sample: 20 })
  expect(namesOf(planOf(text, { sample: 20, seed: plan.seed }))).toEqual(namesOf(plan))
  expect(planOf(text).seed).toBeUndefined()
})

test('a param with _ in front that is like none of these stays a param', () => {
  expect(namesFor('_x: 1\na: 2')).toEqual(['X_1-A_2'])
})
