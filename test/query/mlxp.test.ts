import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Examiner } from '../../src/index.js'
import type { Accessor } from '../../src/query/cell.js'
import { checkOrder } from '../../src/query/check-order.js'
import { compile } from '../../src/query/compile.js'
import type { QueryField } from '../../src/query/condition.js'
import { parseQuery } from '../../src/query/parse.js'
import { query } from '../../src/query/query.js'
import { checkFields } from '../../src/query/unknown-field.js'
import { fromPython } from '../support/python.js'

const FIXTURES = join(import.meta.dirname, '../fixtures/mlxp')

interface Asked {
  readonly query: string
  readonly ids?: readonly number[]
}

interface Expected {
  readonly queries: readonly Asked[]
  readonly fields: Readonly<Record<string, string>>
  readonly values: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** What the tool's reader gives, and our answers on the values that it has for each run. */
function load(set: string) {
  const text = readFileSync(join(FIXTURES, 'expected', `${set}.json`), 'utf8')
  const real = fromPython(JSON.parse(text)) as Expected
  const runs = Object.entries(real.values)
  const bind = ({ name }: QueryField): Accessor => {
    const cells = runs.map(([, values]) => (Object.hasOwn(values, name) ? values[name] : undefined))
    return (row) => cells[row]
  }
  const answer = (asked: string): readonly number[] => {
    const parsed = parseQuery(asked)
    checkFields(parsed, Object.keys(real.fields))
    checkOrder(parsed, bind, runs.length)
    const holds = compile(parsed, bind)
    return sorted(runs.flatMap(([id], row) => (holds(row) === true ? [Number(id)] : [])))
  }
  return { ...real, answer }
}

const sorted = (ids: readonly number[]): readonly number[] => ids.toSorted((a, b) => a - b)

const SEED_1 = [1, 4, 7, 10, 13, 16]

/** What is said of each query at which the tool raises. */
const OURS: Readonly<Record<string, readonly number[] | string>> = {
  'config.optimizer.lr == 1e-3': [43],
  "config.note == 'it\\'s'": [],
  'config.flag == true': [23, 42],
  'config.flag == TRUE': [23, 42],
  "config.tags in [['a', 'b c', 1, 2.5, None]]": [23],
  "config.tags == ['a']": [],
  "config.seed > 'a'": "'config.seed' is a number (such as 1) and 'a' is a text",
  'config.note > 1': 'and 1 is a number, which have no order',
  'train.loss < 1': "'train.loss' is a list",
  'seed == 1': "Did you mean 'config.seed'?",
  'config == 1': "There is no field 'config'.",
  'configs.seed == 1': "Did you mean 'config.seed'?",
  'mlxp.x == 1': "There is no field 'mlxp.x'.",
  'config.seed = 1': "column 13: Equality is written '=='.",
  'config.seed == ': 'column 16: Expected a value, not the end',
  '== 1': 'column 1: Expected a field, not ==',
  'config.seed == 1 and config.seed == 2': [],
  'config.seed not in [1]': [
    2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18, 19, 20, 21, 22, 23, 24, 42, 43,
  ],
  'config.seed in (1, 2)': [1, 2, 4, 5, 7, 8, 10, 11, 13, 14, 16, 17],
  'config.seed in [1, 2': 'column 16: This list has no end: its ] is missing.',
  'config.seed in [1, x]': "column 20: A list holds values, not fields: write 'x' if it is a text.",
  'config.nested.deep.x == None': [23],
  'config.a-b == 1': [],
  'config.seed == 1 # c': 'column 18: A query has no comments',
  '(config.seed == 1': 'column 1: This ( is never closed.',
  'config.seed == 1)': 'column 17: This ) closes nothing.',
  'config.seed == 1 config.seed == 2': 'column 18: Expected & or |, not config.seed.',
  'config.optimizer.lr > 1 > 0': [1, 2, 3, 7, 8, 9, 13, 14, 15, 21, 22, 23, 24, 42],
  '1 == config.seed': SEED_1,
  "config.seed in ['a]b']": [],
  '~': 'column 2: Expected a field, not the end',
  'config.seed == 1 &': 'column 19: Expected a field, not the end',
  'config.seed == 1\n& config.model.num_units == 2': [1, 4],
  'config.seed == config.seed': [
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 42, 43,
  ],
  'config.seed == 01': 'column 16: A number has no leading zeros: write 1',
  'config.seed == 1_0': [],
  'mlxp.use_logger == True': "There is no field 'mlxp.use_logger'.",
}

describe.each(['logs', 'logs_old'])('of the runs in %s', (set) => {
  const { queries, answer } = load(set)

  test.each(queries.filter(({ ids }) => ids !== undefined))(
    'those of $query are the ones that MLXP finds',
    ({ query: asked, ids = [] }) => {
      expect(answer(asked)).toEqual(sorted(ids))
    },
  )

  test.each(queries.filter(({ ids }) => ids === undefined))(
    'those of $query, at which MLXP raises, are found or the error explains',
    ({ query: asked }) => {
      const ours = OURS[asked]
      if (typeof ours === 'string') expect(() => answer(asked)).toThrow(ours)
      else expect(answer(asked)).toEqual(ours)
    },
  )
})

test.each(['config.optimzer.lr == 1', 'config.sed == 1', 'config.lr == 1', 'config.Seed == 1'])(
  'MLXP finds nothing for the slip %s, and here it is an error',
  (slip) => {
    expect(() => load('logs').answer(slip)).toThrow('Did you mean')
  },
)

test('a table of the runs gives the same rows', async () => {
  const examiner = new Examiner()
  await examiner.exam({ output: join(FIXTURES, 'logs') })
  const columns = examiner.fields().array('field') as string[]
  const params = columns.filter((name) => /^(?:config|info)\./.test(name))
  const runs = examiner.table({ columns: params })
  const id = 'info.logger.log_id'
  // An empty cell stands for a missing value and for None, which only a run without the field tells apart.
  const tellsApart = 'config.nested.deep.x in [None]'
  const { queries } = load('logs')
  for (const { query: asked, ids } of queries) {
    if (ids === undefined || asked === tellsApart) continue
    const found = query(runs, asked).array(id) as ArrayLike<number>
    expect(sorted(Array.from(found)), asked).toEqual(sorted(ids))
  }
  expect(query(runs, tellsApart).numRows()).toBe(runs.numRows())
})
