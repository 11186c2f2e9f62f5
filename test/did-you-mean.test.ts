import { expect, test } from 'vitest'
import { didYouMean } from '../src/did-you-mean.js'

test('a name that is nearly right is answered with the right one and with all', () => {
  expect(didYouMean('ac', ['acc', 'lr', 'seed'])).toBe(
    " Did you mean 'acc'? There are: acc, lr, seed.",
  )
  expect(didYouMean('ACC', ['lr', 'acc'])).toBe(" Did you mean 'acc'? There are: lr, acc.")
})

test('a name that is like none is answered with all', () => {
  expect(didYouMean('precision', ['acc', 'lr'])).toBe(' There are: acc, lr.')
})

test('of no names none is proposed', () => {
  expect(didYouMean('x', [])).toBe(' There are none.')
})

test('of many names forty are listed', () => {
  const names = Array.from({ length: 100 }, (_, i) => `metric_number_${i}`)
  expect(didYouMean('x', new Set(names))).toMatch(/metric_number_39 and 60 more\.$/)
})
