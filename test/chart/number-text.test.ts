import { expect, test } from 'vitest'
import { numberText } from '../../src/chart/number-text.js'

test.each([
  [
    [0.9012, 0.9381],
    ['0.901', '0.938'],
  ],
  [
    [0.90001, 0.90002],
    ['0.9000100', '0.9000200'],
  ],
  [
    [-1.25, 5],
    ['−1.3', '5.0'],
  ],
  [
    [1, 20, 300],
    ['1', '20', '300'],
  ],
  [
    [1.5e-9, 3e-9],
    ['1.50e−9', '3.00e−9'],
  ],
  [
    [2e8 + 0.5, 3e8],
    ['2.00e+8', '3.00e+8'],
  ],
  [[0.905], ['0.905']],
  [[0], ['0']],
  [[], []],
])('%j are written as %j', (values, texts) => {
  expect(values.map(numberText(values))).toEqual(texts)
})
