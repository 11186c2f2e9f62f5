import { expect, test } from 'vitest'
import { diff, Examiner } from '../../src/index.js'
import { folderOf } from '../support/runs.js'
import { cifar10 } from './support.js'

test('experiments differ in the params that vary, a column an experiment', async () => {
  const { examiner } = await cifar10()
  const [first, , , last] = [...examiner.experiments.values()]
  if (!first || !last) throw new Error('There are no experiments.')
  expect(diff([first, last]).objects()).toEqual([
    { param: 'lr', [first.name]: 0.01, [last.name]: 0.1 },
  ])
  expect(diff([first]).numRows()).toBe(0)
  expect(diff([]).columnNames()).toEqual(['param'])
})

test('what is nested differs in its parts, and lists without maps as a whole', async () => {
  const table = await diffOf({
    a: 'model: {depth: 2, width: 8}\nlayers: [{n: 1}, {n: 2}]\nbetas: [0.9, 0.99]\nonly: 1\n_id: 1\n',
    b: 'model: {depth: 3, width: 8}\nlayers: [{n: 1}, {n: 4}]\nbetas: [0.9, 0.999]\nflag: null\n_id: 2\n',
  })
  expect(table.objects()).toEqual([
    { param: 'betas', a: [0.9, 0.99], b: [0.9, 0.999] },
    { param: 'flag', a: null, b: null },
    { param: 'layers[1].n', a: 2, b: 4 },
    { param: 'model.depth', a: 2, b: 3 },
    { param: 'only', a: 1, b: null },
  ])
})

test('values that Python has as equal do not differ, but for booleans', async () => {
  const table = await diffOf({ a: 'x: 1\ny: .nan\nz: 1\n', b: 'x: 1.0\ny: .nan\nz: true\n' })
  expect(table.array('param')).toEqual(['z'])
})

async function diffOf(params: Readonly<Record<string, string>>) {
  const output = folderOf(
    Object.fromEntries(Object.entries(params).map(([name, text]) => [`${name}/param`, text])),
  )
  const examiner = new Examiner()
  await examiner.exam({ output })
  return diff(examiner.experiments.values())
}
