import { readFileSync } from 'node:fs'
import { join, normalize } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ParamValue } from '../../src/experiment.js'
import { planSweep } from '../../src/sweep/plan.js'
import { sweepSourceOf } from '../../src/sweep/object-source.js'
import { FIXTURES, namesOf, planOf, sweepText } from './sweep-text.js'

interface Vectors {
  readonly spec2name: readonly { readonly spec: Record<string, unknown>; readonly name: string }[]
}

const { spec2name } = JSON.parse(
  readFileSync(new URL('expected/vectors.json', FIXTURES), 'utf8'),
) as Vectors

/** What JSON cannot hold stands in it as `{"$float": "nan"}` and the like. */
function decoded(value: unknown): ParamValue {
  const special = (value ?? {}) as { $float?: string; $int?: string }
  if (special.$float !== undefined) return Number(special.$float.replace('inf', 'Infinity'))
  if (special.$int !== undefined) return BigInt(special.$int)
  // In a list by itself: the one value to try.
  return [value] as ParamValue
}

const EXISTING = 'data-bin/iwslt14'

function nameOf(choice: Record<string, ParamValue>, subdir = true): string {
  const template = { run: 'x' }
  const source = sweepSourceOf({ template, choices: [choice], resource: [0] })
  const exists = (path: string) => path === EXISTING
  return planSweep(source, { time: '20261121.085819', exists, subdir }).task(0).name
}

test.each(spec2name)('mlrunner names it $name', ({ spec, name }) => {
  const isFloat = Object.is(spec.o, -0)
  const entries = Object.entries(spec).map(([key, value]) => [key, decoded(value)] as const)
  // A whole number of an object is an int, which has no -0.
  expect(nameOf(Object.fromEntries(entries))).toBe(isFloat ? name.replace('O_-0', 'O_0') : name)
})

test('a name has no slash, whatever has one', () => {
  expect(nameOf({ 'a/b': ['../x'] })).toBe('A_B_x')
  expect(nameOf({ x: [['/', '..']] })).toBe("X_['_', '..']")
})

test('a name stays one folder within the output, whatever the param', () => {
  const text = fc.string({ unit: 'binary' }).filter((one) => !one.includes('\0'))
  const hostile = fc.array(fc.constantFrom('/', '.', '..', '-', '_', '\n', '\\', 'é', '🎉', 'a'))
  const any = fc.oneof(
    text,
    hostile.map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(
      any.filter((key) => !key.startsWith('_')),
      any,
      (key, value) => {
        const name = nameOf({ [key]: [value] })
        expect(normalize(join('output', name))).toBe(`output/${name}`)
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255)
      },
    ),
  )
})

test('a name too long for a folder is cut at a character and ends with a hash', () => {
  const long = { a: ['é'.repeat(100)], b: ['🎉'.repeat(40)] }
  const name = nameOf(long)
  expect(name).toMatch(/^A_é{100}-B_🎉+~[\da-f]{8}$/u)
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255)
  expect(nameOf({ ...long, b: ['🎉'.repeat(41)] })).not.toBe(name)
  const inFileName = `log.run.20261121.085819.${nameOf(long, false)}`
  expect(Buffer.byteLength(inFileName)).toBeLessThanOrEqual(255 - 40)
})

test('tasks of different params never share a name, and one is told', () => {
  const plan = planOf(sweepText('x {lr}', 'lr: [12345678, 12345679, "1.23457e+07"]'))
  const [first = '', ...others] = namesOf(plan)
  expect(first).toBe('Lr_1.23457e+07')
  for (const other of others) expect(other).toMatch(/^Lr_1\.23457e\+07~[\da-f]{8}$/)
  expect(new Set(namesOf(plan)).size).toBe(3)
  expect(plan.notes).toEqual([expect.stringMatching(/^2 tasks would have the folder of another/)])
})

test('_distinct gives a task the name that it has beside another', () => {
  const [, other] = namesOf(planOf(sweepText('x {lr}', 'lr: [12345678, 12345679]')))
  expect(namesOf(planOf(sweepText('x {lr}', 'lr: 12345679\n_distinct: true')))).toEqual([other])
})
