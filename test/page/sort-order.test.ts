import { expect, it } from 'vitest'
import { sorted } from '../../src/page/sort-order.js'

const rows = (values: readonly unknown[]): number[] => Array.from(values.keys())

it('numbers are sorted by value, NaN and missing values last either way', () => {
  const values = [3, null, 10n ** 20n, NaN, -1, Infinity, 3]
  expect(sorted(rows(values), values, 'asc')).toEqual([4, 0, 6, 2, 5, 3, 1])
  expect(sorted(rows(values), values, 'desc')).toEqual([5, 2, 0, 6, 4, 3, 1])
})

it('texts are sorted as people number them', () => {
  const values = ['Seed_10', 'Seed_2', null, 'Seed_1']
  expect(sorted(rows(values), values, 'asc')).toEqual([3, 1, 0, 2])
  expect(sorted(rows(values), values, 'desc')).toEqual([0, 1, 3, 2])
})

it('only the rows that are given are there', () => {
  expect(sorted([3, 1], [9, 8, 7, 6], 'asc')).toEqual([3, 1])
  expect(sorted([], [9, 8], 'desc')).toEqual([])
})
