import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { aq, barChart, Examiner } from '../../src/index.js'

test('where there is no notebook, nothing is made to display itself', async () => {
  const examiner = new Examiner()
  const summary = await examiner.exam({ output: 'examples/cifar10/output' })
  const chart = barChart(aq.table({ x: [1], y: [2] }), { x: 'x', y: 'y' })
  for (const value of [examiner.table(), examiner, examiner.experiments, summary, chart]) {
    expect(inspect.custom in value).toBe(false)
    expect(Symbol.for('Jupyter.display') in value).toBe(false)
  }
  expect(Object.getPrototypeOf(examiner.issues)).toBe(Array.prototype)
  expect(inspect(aq.table({ x: [1] }))).toMatch(/^ColumnTable/)
})
