import { desc, op, table } from 'arquero'
import { describe, expect, test } from 'vitest'
import { AssayError, Timestamp } from '../../src/index.js'
import { query } from '../../src/query/query.js'

const day = (text: string): Timestamp =>
  new Timestamp(text, Date.parse(`${text.replace(' ', 'T')}Z`))

/** Five runs by the number `id`; the last has nothing else. */
const runs = table({
  id: [1, 2, 3, 4, 5],
  lr: [0.1, 0.01, 0.001, 1, null],
  model: ['ResNet18', 'resnet50', 'Ünet 😀', "it's", null],
  tags: [['a', 1], ['b'], [], [['a']], null],
  flag: [true, false, true, false, null],
  big: [2n ** 60n, 2n ** 60n + 1n, 5, 2 ** 60, null],
  loss: [0.5, NaN, Infinity, -Infinity, null],
  on: [
    day('2026-11-20T00:00:00'),
    day('2026-11-21T09:30:00'),
    day('2026-11-22T00:00:00'),
    null,
    null,
  ],
  'train/loss@min': Float64Array.of(1, 2, 3, 4, 5),
  'lr*10 #2': [1, 0.1, 0.01, 10, null],
  größe: [1, 2, 3, 4, 5],
  '2d': [1, 2, 3, 4, 5],
  mixed: [1, 'a', 2, 'b', null],
  text10: ['10', '9', '2', 'x', null],
})

const ids = (asked: string): number[] => Array.from(query(runs, asked).array('id') as number[])

test.each<[asked: string, ids: readonly number[]]>([
  ['', [1, 2, 3, 4, 5]],
  [' \n\t', [1, 2, 3, 4, 5]],
  // Joining: & before |, ~ before &; the words mean the same as the signs.
  ['id == 1 or id == 2 AND lr == 1', [1]],
  ['(id == 1 | id == 4) & lr == 1', [4]],
  ['not id == 1 & id <= 2', [2]],
  ['~not~id == 1', [2, 3, 4, 5]],
  ['~(id == 1 | id == 2)', [3, 4, 5]],
  // Numbers.
  ['0.001 < lr <= 0.1', [1, 2]],
  ['1 > lr', [1, 2, 3]],
  ['lr==1e-3|lr==1.E-2', [2, 3]],
  ['loss == inf', [3]],
  ['loss == -Infinity | loss == +inf', [3, 4]],
  ['loss < 1', [1, 4]],
  ['loss != 0.5', [2, 3, 4]],
  ['loss is nan', [2]],
  ['loss is not nan', [1, 3, 4]],
  ['id == 1_0 | id == .5', []],
  ['big == 1152921504606846976', [1, 4]],
  ['big > 1152921504606846976', [2]],
  ['big in [1152921504606846977, 5]', [2, 3]],
  ['flag == 1', [1, 3]],
  ['flag < 1', [2, 4]],
  ['id == True', [1]],
  ['flag in [1.0]', [1, 3]],
  // Texts.
  ["model == 'it\\'s' | model == \"ResNet18\"", [1, 4]],
  ["model == '\\u00dcnet \\U0001F600'", [3]],
  ["model < 'a'", [1]],
  ["text10 < '9'", [1, 3]],
  ['model =~ /^resnet\\d+$/i', [1, 2]],
  ["model =~ 'net'", [2, 3]],
  ['model !~ /net/i', [4]],
  ['model =~ /[/\\/]|t\\x27s/', [4]],
  ["startswith(model, 'Res')", [1]],
  ["endswith(lower(model), 'NET18')", []],
  ["ENDSWITH(upper(model), 'NET18')", [1]],
  ["contains(model, 'net')", [2, 3]],
  ['len(model) == 6', [3]],
  ['len(tags) >= 1', [1, 2, 4]],
  ['lower(id) == 1 | len(id) > 0', []],
  // Lists.
  ["tags == ['b']", [2]],
  ["tags == ['a', 1.0]", [1]],
  ["tags == ['a', True,]", [1]],
  ["tags in [[], ['b']]", [2, 3]],
  ["tags == [('a',)]", [4]],
  ["'a' in tags", [1]],
  ["not 'a' in tags", [2, 3, 4, 5]],
  ["'a' not in tags", [2, 3, 4]],
  ["contains(tags, ['a'])", [4]],
  ["'net' in model", [2, 3]],
  ['id in (1, 2,) | id in []', [1, 2]],
  ['id not in [1, 2]', [3, 4, 5]],
  // Dates.
  ["on >= '2026-11-21'", [2, 3]],
  ["on == '2026-11-22'", [3]],
  ["on == '2026-11-21 10:30:00+01:00'", [2]],
  ["on in ['2026-11-20', 5]", [1]],
  ["on != '2026-11-22'", [1, 2]],
  // What is missing: every comparison is false, not of one is true.
  ['lr != 1', [1, 2, 3]],
  ['not lr == 1', [1, 2, 3, 5]],
  ['lr not in [1]', [1, 2, 3]],
  ['lr is null', [5]],
  ['lr is not None', [1, 2, 3, 4]],
  ['lr == None', [5]],
  ['lr in [null]', [5]],
  ['lr != None', [1, 2, 3, 4]],
  ['exists(lr)', [1, 2, 3, 4]],
  ['lr == lr', [1, 2, 3, 4, 5]],
  // Fields by fields, and their names.
  ['lr < id', [1, 2, 3, 4]],
  ['`lr*10 #2` > 0.05', [1, 2, 4]],
  ['`train/loss`@min == 2 | train/loss@min == 3 | `train/loss@min` == 1', [1, 2, 3]],
  ['größe == 2', [2]],
  ['2d == 2', [2]],
  // Kinds that differ are not equal and have no order; that is no error where some have one.
  ['mixed < 2', [1]],
  ["mixed != 'a'", [1, 3, 4]],
  ["mixed >= 'b'", [4]],
  // An order that no row comes to.
  ["id == 9 & lr > 'a' | id == 1", [1]],
  ['config.missing == 1 | ~ info.missing == 1', [1, 2, 3, 4, 5]],
])('%s', (asked, wanted) => {
  expect(ids(asked)).toEqual(wanted)
})

describe('an error points at', () => {
  test.each<[asked: string, column: number, says: string]>([
    ['lr = 1', 4, "Equality is written '=='."],
    ['lr === 1', 4, "'=='"],
    ['lr == 1 && id == 1', 9, "'&'"],
    ['lr == 1 || id == 1', 9, "'|'"],
    ['!(lr == 1)', 1, "'~' or 'not'"],
    ['lr <> 1', 4, "'!='"],
    ['lr =< 1', 4, "'<='"],
    ['lr', 3, 'exists(lr)'],
    ['lr < None', 6, 'x is null'],
    ['lr < [1]', 6, 'Lists have no order'],
    ['lr == nan', 7, 'x is nan'],
    ['lr is 3', 7, 'null or nan'],
    ['lr in 3', 7, '[3]'],
    ['lr == (1)', 7, 'without parentheses'],
    ['lr in [1 2]', 10, 'Expected , or ]'],
    ['lr in [1, [2]', 7, 'its ] is missing'],
    ['lr not 3', 8, "Expected 'in'"],
    ['lr == 1 & and', 11, 'Expected a field, not and'],
    ["model == 'it's'", 15, "'it\\'s'"],
    ["model == 'x", 10, 'no end'],
    ['model == ‘x’', 10, 'straight'],
    ['model == ResNet18', 10, "A text stands in quotes: 'ResNet18'."],
    ['lr * 2 == 1', 4, 'no meaning here'],
    ['startwith(model, "a")', 1, "Did you mean 'startswith'?"],
    ['startswith(model)', 17, "startswith(config.name, 'text')"],
    ['1 == exists(lr)', 6, 'not compared'],
    ["exists('lr')", 8, 'without quotes'],
    ['lr ≥ 1', 4, "'>='"],
    ['model =~ /(?=a)/', 10, 'looks ahead'],
    ['model =~ /(a)\\1/', 10, 'refers back'],
    ['model =~ /(/', 10, 'missing closing )'],
    ['model =~ /a/g', 10, "no flag 'g'"],
    ['model =~ 3', 10, 'Expected a pattern'],
    ['model =~ /a', 10, 'no end'],
    ['mdel == 1', 1, "Did you mean 'model'?"],
    ['id == 1 & config.lr == 1', 11, "Did you mean 'lr'?"],
    ['train.acc@min == 1', 1, "seriesMetric('train.acc@min')"],
    ['acc == 1', 1, 'concise: false'],
    ["lr > 'a'", 6, "'lr' is a number (such as 0.1) and 'a' is a text"],
    ["id == 1 & lr > '1'", 16, 'A number has no quotes.'],
    ["on > 'yesterday'", 6, 'A date is written'],
    ['model < 3', 9, "'model' is a text (such as 'ResNet18')"],
  ])('%s', (asked, column, says) => {
    const { message } = errorOf(asked)
    const [head = '', shown = '', caret = ''] = message.split('\n')
    expect(head).toMatch(new RegExp(`^Query, column ${column}: `))
    expect(head).toContain(says)
    expect(shown).toBe(`  ${asked}`)
    expect(caret).toBe(`${' '.repeat(column + 1)}^`)
  })

  test('its place in a long query, of which it shows what is near', () => {
    const [, shown = '', caret = ''] = errorOf(`${'id == 1 |\n'.repeat(500)}💥 == 1`).message.split(
      '\n',
    )
    expect(shown.length).toBeLessThan(90)
    expect(Array.from(shown)[caret.indexOf('^')]).toBe('💥')
  })
})

function errorOf(asked: string): AssayError {
  try {
    query(runs, asked)
  } catch (reason) {
    if (reason instanceof AssayError) return reason
    throw reason
  }
  throw new Error('It did not throw.')
}

describe('the table', () => {
  test('keeps its columns, order and groups, and its own filter holds too', () => {
    const given = runs
      .groupby('flag')
      .orderby(desc('id'))
      .filter((row: { id: number }) => row.id !== 3)
    const found = query(given, 'id <= 4')
    expect(found.array('id')).toEqual([4, 2, 1])
    expect(found.column('lr')).toBe(given.column('lr'))
    expect(found.rollup({ n: op.count() }).objects({ grouped: false })).toEqual([
      { flag: true, n: 1 },
      { flag: false, n: 2 },
    ])
    expect(given.numRows()).toBe(4)
  })

  test('may have no row, or no column', () => {
    expect(query(table({ a: [] }), "a > 'x' | a == 1").numRows()).toBe(0)
    expect(() => query(table({}), 'a == 1')).toThrow('There are none.')
  })

  test('may have columns that are no arrays', () => {
    const column = { length: 3, at: (row: number) => (row === 1 ? undefined : row) }
    expect(query(table({ a: column }), 'a >= 0').numRows()).toBe(2)
  })
})
