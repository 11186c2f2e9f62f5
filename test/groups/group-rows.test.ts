import { aq } from '../../src/index.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupRows } from '../../src/groups/group-rows.js'
import { sameValue } from '../../src/values/same-value.js'
import { Timestamp } from '../../src/timestamp.js'

const scalar = fc.constantFrom<unknown>(
  ...[0, -0, 1, 1n, 2, NaN, true, false, '', '1', 'a', '\0a', null, 2n ** 53n, 2 ** 53, 1e300, 0.1],
  ...[new Timestamp('2022-01-01 00:00:00+00:00', 0), new Timestamp('2022-01-01 01:00:00+01:00', 0)],
)
const value = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 2 }),
  fc.array(scalar, { maxLength: 2 }).map((items) => new Set(items)),
  fc.dictionary(fc.constantFrom('a', 'b', '__proto__'), scalar, {
    maxKeys: 2,
    noNullPrototype: true,
  }),
  fc
    .dictionary(fc.constantFrom('a', 'b'), scalar, { maxKeys: 2, noNullPrototype: true })
    .map((map) => new Map(Object.entries(map))),
  fc.array(
    fc.dictionary(fc.constantFrom('a', 'b'), scalar, { maxKeys: 2, noNullPrototype: true }),
    { maxLength: 2 },
  ),
)

test('rows are together that have the same values, and no others', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(value, scalar), { maxLength: 40 }), (cells) => {
      const table = aq.table({ a: cells.map(([a]) => a), b: cells.map(([, b]) => b) })
      const groups = groupRows(table, ['a', 'b'])
      const found = Array.from({ length: groups.size }, (_, group) => [...groups.rows(group)])
      expect(new Set(found.map(String))).toEqual(new Set(naively(cells).map(String)))
      for (let group = 0; group < groups.size; group++) {
        const [row = 0] = groups.rows(group)
        expect(groups.key(group)).toEqual(cells[row])
      }
    }),
    { numRuns: 1000 },
  )
})

test('items of a set that are one value count once', () => {
  const sets = [new Set([1, 1n]), new Set([1, 2]), new Set([1])]
  const groups = groupRows(aq.table({ a: sets }), ['a'])
  const found = Array.from({ length: groups.size }, (_, group) => [...groups.rows(group)])
  expect(new Set(found.map(String))).toEqual(new Set(['0,2', '1']))
})

function naively(cells: readonly (readonly unknown[])[]): number[][] {
  const groups: number[][] = []
  for (const [row, values] of cells.entries()) {
    const group = groups.find(([first = 0]) => {
      return values.every((value, index) => sameValue(value, cells[first]?.[index]))
    })
    if (group === undefined) groups.push([row])
    else group.push(row)
  }
  return groups
}
