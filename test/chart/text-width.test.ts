import { expect, test } from 'vitest'
import { textWidth } from '../../src/chart/text-width.js'

// The sums of hmtx advances, read from the fonts with fontTools.
test('the width of a line is the sum of its letters in Arimo', () => {
  expect(textWidth('acc', 1000)).toBe(556 + 500 + 500)
  expect(textWidth('acc', 1000, true)).toBe(556 * 3)
  expect(textWidth('0.95 ±', 10)).toBeCloseTo(5.56 + 2.78 + 5.56 + 5.56 + 2.78 + 5.49, 10)
})

test('marked letters are as wide as plain ones, Chinese ones an em', () => {
  expect(textWidth('Élan', 12)).toBe(textWidth('Elan', 12))
  expect(textWidth('学習', 12)).toBe(24)
})
