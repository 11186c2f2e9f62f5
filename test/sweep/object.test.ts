import { expect, test } from 'vitest'
import { sweep, type SweepObject } from '../../src/index.js'

const SWEEP: SweepObject = { template: { a: 'echo {x}' }, choices: [{ x: 1 }] }

test('choices that are no list are misuse', () => {
  // As JavaScript may call it.
  const wrong = { ...SWEEP, choices: { x: 1 } } as unknown as SweepObject
  expect(() => sweep(wrong)).toThrow("'choices' is no list; give the grids")
})

test.each([
  [{ jobs: 0 }, "'jobs' is 0; give a whole number from 1."],
  [{ jobs: 1.5 }, "'jobs' is 1.5; give a whole number from 1."],
  [{ jobs: 1, retries: -1 }, "'retries' is -1; give a whole number from 0."],
  [{ jobs: 1, timeout: 0 }, "'0' is no duration"],
  [{ jobs: 1, timeout: NaN }, "'NaN' is no duration"],
])('the options %j are refused before anything runs', async (options, message) => {
  const nowhere = sweep(SWEEP, { output: '/dev/null/nowhere' })
  await expect(nowhere.run(options)).rejects.toThrow(message)
})
