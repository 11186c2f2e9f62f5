import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createJiti } from 'jiti'
import { describe, expect, test } from 'vitest'
import { aggregate, aq, curves, diff, Examiner, op, query, seriesMetric } from '../../src/index.js'
import { temporaryFolder } from '../support/runs.js'
import type { TableLike } from '../../src/index.js'

// What MLXP's DataFrame gives for these runs, and what gives the same here: see docs/from-mlxp.md.
const FIXTURES = join(import.meta.dirname, '../fixtures/mlxp')
const [LR, UNITS, SEED] = ['config.optimizer.lr', 'config.model.num_units', 'config.seed'] as const
const ID = 'info.logger.log_id'

interface Operation {
  readonly operation: string
  readonly result: unknown
}

interface Group {
  readonly key: readonly unknown[]
  readonly ids: readonly number[]
}

interface MeanGroup {
  readonly key: readonly number[]
  readonly rows: readonly Readonly<Record<string, readonly number[]>>[]
}

interface Expected {
  readonly 'diff()': readonly string[]
  readonly operations: readonly Operation[]
}

// The words NaN and Infinity, which JSON has not, are in other parts of the file.
const text = readFileSync(join(FIXTURES, 'expected/logs.json'), 'utf8')
const { operations, ...expected } = JSON.parse(
  text.replaceAll(/(?<=: )-?(NaN|Infinity)\b/g, '0'),
) as Expected

/** The result of the operation whose description begins so. */
function real(beginning: string): unknown {
  const found = operations.filter(({ operation }) => operation.startsWith(beginning))
  expect(found, beginning).toHaveLength(1)
  return found[0]?.result
}

const examiner = new Examiner()
  .add(seriesMetric('train.loss@last'))
  .add(seriesMetric('test.loss@last'))
  .add(seriesMetric('train.loss@all'))
  .add(seriesMetric('train.epoch@all'))
  .add(seriesMetric('test.loss@all'))
await examiner.exam({ output: join(FIXTURES, 'logs') })

/** The metrics of a row, as the functions of Arquero's verbs are given it. */
interface Losses {
  readonly 'train.loss@last': number
  readonly 'test.loss@last': number
}

/** All runs, and those of the sweep, in the reader's order: that of the ids as texts. */
const A = examiner
  .table({ concise: false })
  .derive({ text: aq.escape((run: Record<string, unknown>) => String(run[ID])) })
  .orderby('text')
const D = query(A, "info.status == 'COMPLETE' & config.seed in [1, 2, 3]")

function idsOf(table: TableLike & { array(name: string): unknown }): unknown {
  return table.array(ID)
}

/** The groups that Arquero makes, with the ids of their runs in order. */
function groupsOf(table: typeof A, by: readonly string[]): Group[] {
  const groups = new Map<string, Group & { readonly ids: number[] }>()
  for (const run of table.orderby(...by, 'text').objects() as Record<string, unknown>[]) {
    const key = by.map((name) => run[name])
    const name = JSON.stringify(key)
    const group = groups.get(name) ?? { key, ids: [] }
    group.ids.push(run[ID] as number)
    groups.set(name, group)
  }
  return [...groups.values()]
}

function near(values: unknown, wanted: readonly number[]): void {
  const numbers = Array.from(values as ArrayLike<number>)
  expect(numbers).toHaveLength(wanted.length)
  for (const [index, value] of numbers.entries())
    expect(value).toBeCloseTo(wanted[index] ?? NaN, 12)
}

test('the runs that were asked for are those of filter()', () => {
  expect(idsOf(D)).toEqual(real('ids of D = filter('))
  expect(D.array(SEED)).toEqual(real("D[:]['config.seed']"))
})

describe('diff()', () => {
  const paramsOf = (names: readonly string[]): string[] => {
    const chosen = names.flatMap((name) => examiner.experiments.get(name) ?? [])
    const params = diff(chosen).array('param') as string[]
    // A list of maps is one column there, and its parts are rows here.
    const columns = params.map((name) => name.replace(/\[.*/, ''))
    return [...new Set(columns.filter((name) => name.startsWith('config.')))]
  }

  test('of the sweep is the params that were swept', () => {
    expect(paramsOf((idsOf(D) as number[]).map(String))).toEqual(real('D.diff()'))
  })

  test('of all runs is the same, each param once', () => {
    const names = [...examiner.experiments.keys()]
    expect(paramsOf(names)).toEqual([...new Set(expected['diff()'])].sort())
  })
})

describe('sort()', () => {
  test('is orderby()', () => {
    const sorted = D.orderby(aq.desc(LR), aq.desc(SEED), 'text')
    expect(idsOf(sorted)).toEqual(
      real("D.sort(['config.optimizer.lr', 'config.seed'], ascending=False)"),
    )
  })

  test('by a param that some runs lack has them last, where MLXP raises', () => {
    expect(real("A.sort('config.flag')")).toMatchObject({ error: 'KeyError' })
    const flags = examiner.table({ columns: ['config.flag'], sort: 'config.flag' })
    expect(Array.from(flags.array('config.flag')).slice(0, 3)).not.toContain(null)
    expect(flags.numRows()).toBe(A.numRows())
  })
})

describe('groupby()', () => {
  test.each([
    ["D.groupby('config.optimizer.lr') ids", D, [LR]],
    ["D.groupby(['config.model.num_units', 'config.optimizer.lr']) ids", D, [UNITS, LR]],
    ["A.groupby('info.status') ids", A, ['info.status']],
  ] as const)('%s', (operation, table, by) => {
    const wanted = real(operation) as readonly Group[]
    expect(groupsOf(table, by)).toEqual(wanted)
    const groups = aggregate(table, { by, metrics: [] })
    const keys = groups
      .objects()
      .map((row) => by.map((name) => (row as Record<string, unknown>)[name]))
    expect(keys).toEqual(wanted.map(({ key }) => key))
    expect(groups.array('runs')).toEqual(wanted.map(({ ids }) => ids.length))
  })

  test('by a column that is not there is an error that names the nearest', () => {
    expect(real("D.groupby('config.nope')")).toMatchObject({ error: 'InvalidKeyError' })
    expect(() => aggregate(D, { by: 'config.nope' })).toThrow(
      "no column 'config.nope'. Did you mean",
    )
  })

  test.each([
    ["A = filter() (all runs); A.groupby('config.flag')", 'config.flag', 'KeyError'],
    ["A.groupby('config.nested.deep.x')", 'config.nested.deep.x', 'UnboundLocalError'],
  ])('%s: runs that lack it are a group, where MLXP raises', (operation, by, error) => {
    expect(real(operation)).toMatchObject({ error })
    const groups = aggregate(A, { by, metrics: [] })
    expect(groups.get(by, groups.numRows() - 1)).toBeNull()
    expect(Array.from(groups.array('runs'), Number).reduce((a, b) => a + b)).toBe(A.numRows())
  })

  test('by a series is by its values; MLXP has one group of the word METRIC', () => {
    const [group] = real("A.groupby('train.loss')") as readonly Group[]
    expect(group?.key).toEqual(['METRIC'])
    const some = A.filter(
      aq.escape((run: Record<string, unknown>) => group?.ids.includes(run[ID] as number)),
    )
    expect(aggregate(some, { by: 'train.loss@all', metrics: [] }).numRows()).toBe(group?.ids.length)
  })
})

describe('aggregate()', () => {
  test('by the mean of series is curves(), with intervals', () => {
    const loss = curves(D, { series: 'train.loss@all', by: LR })
    const epoch = curves(D, { series: 'train.epoch@all', by: LR })
    const groups = real('D.groupby([lr]).aggregate((mean, (') as MeanGroup[]
    const flat = real("D.groupby([lr]).aggregate((mean, 'train.loss', 'avg')).ungroup()") as Record<
      string,
      unknown
    >[]
    for (const [index, { key, rows }] of groups.entries()) {
      const [lr = NaN] = key
      const of = (table: typeof loss) => query(table, `${LR} == ${lr}`)
      const wanted = rows[0]?.['fmean.train.loss'] ?? []
      near(of(loss).array('train.loss@all_mean'), wanted)
      near(of(epoch).array('train.epoch@all_mean'), rows[0]?.['fmean.train.epoch'] ?? [])
      // It is flat already: a row a group and step.
      expect(flat[index]).toEqual({ [LR]: lr, avg: wanted })
    }
    expect(loss.numRows()).toBe(12)
  })

  test('of all rows is aggregate() by nothing', () => {
    const [wanted] = real('D.aggregate((smallest_last') as Record<string, number>[]
    const metrics = ['train.loss@last', 'test.loss@last'] as const
    const all = aggregate(D, { by: [], metrics, stats: ['min'] })
    expect(all.get('train.loss@last_min', 0)).toBe(wanted?.['fsmallest_last.train.loss'])
    expect(all.get('test.loss@last_min', 0)).toBe(wanted?.['fsmallest_last.test.loss'])
  })
})

describe('maps and filters', () => {
  const LAST = 'train.loss@last'

  test('map() of each value is the metric that keeps what it makes', () => {
    const wanted = real("D.map((last, 'train.loss'))") as Record<string, number>[]
    expect(D.array(LAST)).toEqual(wanted.map((row) => row['flast.train.loss']))
  })

  test('transform() of a column is derive() with a function of the column', () => {
    const wanted = real("D.transform((centred, 'train.loss', 'c'))") as Record<string, number>[]
    const centred = D.derive({
      c: (run: Losses) => run['train.loss@last'] - op.mean(run['train.loss@last']),
    })
    near(
      centred.array('c'),
      wanted.map(({ c = NaN }) => c),
    )
  })

  test('apply() of each row is derive()', () => {
    const wanted = real("D.map((last, ('train.loss', 'test.loss'))).apply((ratio") as Record<
      string,
      number
    >[]
    const ratio = D.derive({
      ratio: (run: Losses) => run['train.loss@last'] / run['test.loss@last'],
    })
    expect(ratio.array('ratio')).toEqual(wanted.flatMap((row) => Object.values(row)))
  })

  test('filter() by a function of a column is filter(), also in groups', () => {
    const isBest = (run: Losses): boolean =>
      run['train.loss@last'] === op.min(run['train.loss@last'])
    expect(idsOf(D.filter(isBest))).toEqual(real("D.filter((is_best, 'train.loss')) ids"))
    const grouped = D.groupby(UNITS).filter(isBest).ungroup()
    const wanted = real("D.filter((is_best, 'train.loss'), bygroups=") as number[]
    expect(idsOf(grouped.orderby(ID))).toEqual(wanted)
  })
})

test("the tutorial's question: the best rate of each model by its mean final train loss, and its test loss", () => {
  const settings = aggregate(D, { by: [UNITS, LR], metrics: 'train.loss@last', stats: ['mean'] })
  const chosen = settings
    .groupby(UNITS)
    .filter((setting: Record<string, number>) => {
      return setting['train.loss@last_mean'] === op.min(setting['train.loss@last_mean'])
    })
    .ungroup()
  expect(chosen.select(UNITS, LR).objects()).toEqual([
    { [UNITS]: 2, [LR]: 10 },
    { [UNITS]: 3, [LR]: 10 },
    { [UNITS]: 4, [LR]: 10 },
  ])
  const keys = [UNITS, LR]
  const test = curves(D.semijoin(chosen, [keys, keys]), {
    series: 'test.loss@all',
    by: [UNITS, LR],
  })
  for (const [units, ids] of [
    [2, [1, 2, 3]],
    [3, [7, 8, 9]],
    [4, [13, 14, 15]],
  ] as const) {
    const logged = ids.map((id) => loggedOf(id, 'test', 'loss'))
    const means = logged[0]?.map((_, step) => {
      return logged.reduce((sum, values) => sum + (values[step] ?? NaN), 0) / logged.length
    })
    const own = query(test, `${UNITS} == ${units}`)
    near(own.array('test.loss@all_mean'), means ?? [])
    expect(own.array('test.loss@all_n')).toEqual(means?.map(() => 3))
  }
})

/** A key of a metric file, straight from its lines. */
function loggedOf(id: number, file: string, key: string): number[] {
  const lines = readFileSync(join(FIXTURES, `logs/${id}/metrics/${file}.json`), 'utf8')
    .trim()
    .split('\n')
  return lines.map((line) => (JSON.parse(line) as Record<string, number>)[key] ?? NaN)
}

test("the page for MLXP's users runs", async () => {
  const page = readFileSync('docs/from-mlxp.md', 'utf8')
  const blocks = Array.from(page.matchAll(/^```ts\n(.*?)^```/gms), ([, block]) => block)
  expect(blocks.length).toBeGreaterThan(5)
  const program = join(temporaryFolder(), 'program.ts')
  const logs = JSON.stringify(join(FIXTURES, 'logs'))
  writeFileSync(
    program,
    blocks.join('\n').replace("'./logs'", logs).replace('console.log', 'String'),
  )
  const alias = { assay: resolve('src/index.ts') }
  await createJiti(import.meta.url, { alias, fsCache: false }).import(program)
})
