import { table } from 'arquero'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AssayError } from '../../src/index.js'
import { EMPTY, UNKNOWN } from '../../src/query/cell.js'
import { compile } from '../../src/query/compile.js'
import { parseQuery } from '../../src/query/parse.js'
import { query } from '../../src/query/query.js'
import { unknownField } from '../../src/query/unknown-field.js'

const DEEP = 10_000

describe('a query that asks for too much is an error', () => {
  test.each<[what: string, asked: string, says: string]>([
    ['parentheses', `${'('.repeat(DEEP)}a == 1${')'.repeat(DEEP)}`, 'at most 500 deep'],
    ['open parentheses', '('.repeat(99_000), 'at most 500 deep'],
    ['lists', `a == ${'['.repeat(DEEP)}${']'.repeat(DEEP)}`, 'at most 500 deep'],
    ['tuples', `a in ${'('.repeat(DEEP)}`, 'at most 500 deep'],
    ['functions', `${'lower('.repeat(DEEP)}a`, 'at most 500 deep'],
    ['a megabyte', 'a == 1 | '.repeat(120_000), 'at most 100000 characters'],
    ['a long name', `${'a.'.repeat(40_000)}a == 1`, 'at most 1000 characters'],
    ['many patterns', 'a =~ /x/ | '.repeat(8000), 'at most 100 patterns'],
    ['a long pattern', `a =~ /${'x'.repeat(1001)}/`, 'at most 1000 characters'],
    ['repeated repeats', `a =~ /${'(?:[ab]?){900}'.repeat(20)}/`, 'more than 2000 steps'],
    ['quotes', "'x".repeat(33_000), 'column'],
    ['brackets of a pattern', `a =~ /${'['.repeat(90_000)}`, 'no end'],
  ])('%s', (_, asked, says) => {
    const start = performance.now()
    expect(() => parseQuery(asked)).toThrow(AssayError)
    expect(() => parseQuery(asked)).toThrow(says)
    expect(performance.now() - start).toBeLessThan(5000)
  })
})

test('up to the bounds, queries are answered', () => {
  const two = table({ a: [1, 2] })
  const rows = (asked: string): number => query(two, asked).numRows()
  expect(rows(`${'('.repeat(499)}a == 1${')'.repeat(499)}`)).toBe(1)
  expect(rows(`${'~'.repeat(DEEP + 1)}a == 1`)).toBe(1)
  expect(rows(`${'a == 3 | '.repeat(11_000)}a == 1`)).toBe(1)
  expect(rows(`${'(a == 3 | '.repeat(400)}a == 1${')'.repeat(400)}`)).toBe(1)
  expect(rows(`${'~(a == 3 & '.repeat(499)}a == 1${')'.repeat(499)}`)).toBe(2)
  expect(rows(`a in [${'3,'.repeat(45_000)} 1]`)).toBe(1)
  expect(rows(`a == ${'9'.repeat(99_000)}`)).toBe(0)
})

test('a pattern that would backtrack forever takes time linear in the text', () => {
  const column = [`${'a'.repeat(100_000)}!`, 'aaa']
  const start = performance.now()
  expect(query(table({ a: column }), 'a =~ /^(a+)+$/').array('a')).toEqual(['aaa'])
  expect(query(table({ a: column }), 'a =~ /^(a|a)*b?$/').array('a')).toEqual(['aaa'])
  expect(performance.now() - start).toBeLessThan(2000)
})

test('lists that hold themselves are compared in bounded time', () => {
  const loop = (): unknown[] => {
    const list: unknown[] = []
    list.push(list, list)
    return list
  }
  expect(query(table({ a: [loop()], b: [loop()] }), 'a == b').numRows()).toBe(0)
})

const rows = table({
  a: [1, 2, NaN, -1, Infinity],
  b: ['x', 'y', '', 'xy', 'é'],
  c: [[1], ['x'], [], [[1]], ['y', 2]],
})

const VALID = [
  "a == 1 & b != 'x' | ~ (a in [1, 2.5] & b =~ /x+/i)",
  "startswith(lower(b), 'x') or a is not nan and exists(`a`) not a < -1e3",
  "c == ['a', [1, None]] | 'x' not in c | 0 < a <= 2 | c@min is null",
]

describe('whatever is asked', () => {
  const holds = (asked: string): void => {
    try {
      query(rows, asked)
    } catch (reason) {
      if (!(reason instanceof AssayError)) throw reason
      expect(reason.message.split('\n')).toHaveLength(3)
    }
  }
  const parts = VALID.flatMap((valid) => valid.split(/(?<=[\s()[\],])|(?=[\s()[\],@`'"/])/))

  test('any text is answered or an AssayError', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), holds))
  })

  test('pieces of queries in any order are answered or an AssayError', () => {
    const piece = fc.oneof(fc.constantFrom(...parts), fc.string({ maxLength: 2 }))
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => holds(pieces.join(''))),
      { numRuns: 1000 },
    )
  })

  test('queries with a slip are answered or an AssayError', () => {
    const place = fc.double({ min: 0, max: 1, noNaN: true })
    const slips = fc.tuple(fc.constantFrom(...VALID), place, fc.nat(3), fc.string({ maxLength: 2 }))
    fc.assert(
      fc.property(slips, ([valid, where, gone, instead]) => {
        const at = Math.floor(where * valid.length)
        holds(valid.slice(0, at) + instead + valid.slice(at + gone))
      }),
      { numRuns: 1000 },
    )
  })
})

const simple = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('a', 'b'),
      fc.constantFrom('==', '!=', '<', '<=', '>', '>='),
      fc.constantFrom('1', '2', "'x'", "'y'", '-1.5', 'True'),
    )
    // An order of a number and a text is an error of its own.
    .filter(([field, op, value]) => !/[<>]/.test(op) || (field === 'b') === value.startsWith("'"))
    .map((parts) => parts.join(' ')),
  fc.constantFrom("b in ['x', 1]", 'b =~ /y/', 'len(c) == 1', 'a is nan', "contains(c, 'x')"),
)
const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4 },
    simple,
    fc.tuple(tie('condition'), tie('condition')).map(([x, y]) => `(${x} & ${y})`),
    fc.tuple(tie('condition'), tie('condition')).map(([x, y]) => `(${x} | ${y})`),
    tie('condition').map((x) => `~(${x})`),
  ),
}))

test('De Morgan holds, and not not is nothing', () => {
  const found = (asked: string): number[] => Array.from(query(rows, asked).indices())
  fc.assert(
    fc.property(condition, condition, (x, y) => {
      expect(found(`~(${x} & ${y})`)).toEqual(found(`~(${x}) | ~(${y})`))
      expect(found(`~(${x} | ${y})`)).toEqual(found(`~(${x}) & ~(${y})`))
      expect(found(`~ ~(${x})`)).toEqual(found(x))
    }),
  )
})

test('a row at a time gives what a table gives', () => {
  const values = rows.objects() as Readonly<Record<string, unknown>>[]
  fc.assert(
    fc.property(condition, (asked) => {
      const holds = compile(
        parseQuery(asked),
        ({ name }) =>
          (row) =>
            values[row]?.[name],
      )
      const found = values.flatMap((_, row) => (holds(row) === true ? [row] : []))
      expect(Array.from(query(rows, asked).indices())).toEqual(found)
    }),
  )
})

describe('what is not known yet', () => {
  const answer = (asked: string, row: Readonly<Record<string, unknown>>): boolean | undefined =>
    compile(
      parseQuery(asked),
      ({ name }) =>
        () =>
          row[name],
    )(0)

  test.each<[asked: string, wanted: boolean | undefined]>([
    ['u == 1', undefined],
    ['u != 1 & a == 2', false],
    ['a == 2 & u != 1', false],
    ['u == 1 | a == 1', true],
    ['u == 1 | a == 2', undefined],
    ['~ u == 1', undefined],
    ['~(u == 1 & a == 2)', true],
    ['exists(u)', undefined],
    ['u is null', undefined],
    ['lower(u) in [1]', undefined],
    ['u < missing', false],
    ['u =~ /x/', undefined],
  ])('leaves %s open unless the rest decides', (asked, wanted) => {
    expect(answer(asked, { a: 1, u: UNKNOWN })).toBe(wanted)
  })

  test('is decided the same way, whatever its value', () => {
    const values = fc.constantFrom<unknown[]>(1, 2, 'x', null, undefined, EMPTY, true, ['x'])
    fc.assert(
      fc.property(condition, values, (asked, value) => {
        const early = answer(asked, { a: 1, b: UNKNOWN, c: UNKNOWN })
        if (early !== undefined) expect(answer(asked, { a: 1, b: value, c: value })).toBe(early)
      }),
    )
  })
})

test('a query knows the fields that it names, and where', () => {
  const { fields } = parseQuery(
    "config.seed == 1 & train.loss@min < seed & `x y`@last > 0 | seed == 'a'",
  )
  expect(fields).toEqual([
    { name: 'config.seed', at: 0, isValue: false },
    {
      name: 'train.loss@min',
      series: { name: 'train.loss', keep: 'min' },
      at: 19,
      isValue: false,
    },
    { name: 'seed', at: 36, isValue: true },
    { name: 'x y@last', series: { name: 'x y', keep: 'last' }, at: 43, isValue: false },
  ])
})

describe('a name that is not known', () => {
  const known = ['config.seed', 'config.inf', 'config.optimizer.lr', 'config.model.num_units']

  test.each([
    ['config.sed', 'config.seed'],
    ['config.Seed', 'config.seed'],
    ['seed', 'config.seed'],
    ['config.lr', 'config.optimizer.lr'],
    ['info.seed', 'config.seed'],
    ['config.optimzer.lr', 'config.optimizer.lr'],
    ['config.model.num_unit', 'config.model.num_units'],
    ['model.num_units', 'config.model.num_units'],
  ])('%s is a slip of %s', (name, meant) => {
    expect(unknownField(name, known)).toContain(`Did you mean '${meant}'?`)
  })

  test.each(['config.missing', 'config.in', 'config.True', 'config.model', 'info.dropout'])(
    '%s is absent, as MLXP has it',
    (name) => {
      expect(unknownField(name, known)).toBeUndefined()
    },
  )

  test.each(['dropout', 'config', 'mlxp.x', 'configs.dropout'])('%s is an error', (name) => {
    expect(unknownField(name, known)).toContain('There are: config.seed')
  })

  test.each(known)('%s is none', (name) => {
    expect(unknownField(name, known)).toBeUndefined()
  })
})
