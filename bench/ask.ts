// How much longer a question to a table takes than a loop written for it: see bench/README.md.
import { aggregate, aq, query, type ColumnTable } from 'assay'
import { median, timed } from './measure.js'

const ROWS = Number(process.argv[2] ?? 100_000)
const METRICS = Array.from({ length: 24 }, (_, index) => `metric${index}`)
const BY = ['model', 'data', 'lr', 'depth', 'optimizer'] as const
const STATS = ['n', 'mean', 'std', 'min', 'max'] as const
const REPEATS = 9

type Columns = Readonly<Record<string, ArrayLike<unknown>>>

/** Numbers between 0 and 1, the same in every run of the bench. */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Six params and the metrics, as an exam's table has them; every third metric lacks some values. */
function makeColumns(): Record<string, unknown[] | Float64Array> {
  const random = randomNumbers(1)
  const pick = <T>(values: readonly T[]): T[] =>
    Array.from({ length: ROWS }, () => values[Math.floor(random() * values.length)] as T)
  return {
    model: pick(['resnet18', 'resnet50', 'vit-s', 'vit-b', 'mixer']),
    data: pick(['cifar10', 'cifar100', 'svhn', 'imagenet']),
    optimizer: pick(['sgd', 'adam', 'lion']),
    lr: Float64Array.from(pick([1, 0.1, 0.01, 0.001, 0.0001])),
    depth: Float64Array.from(pick([2, 4, 8])),
    seed: Float64Array.from({ length: ROWS }, (_, row) => row),
    ...Object.fromEntries(
      METRICS.map((name, index) => {
        const values = Float64Array.from({ length: ROWS }, random)
        const gaps = (value: number): number | null => (value < 0.01 ? null : value)
        return [name, index % 3 === 0 ? Array.from(values, gaps) : values]
      }),
    ),
  }
}

/** The question in Assay: 36% of the rows, in 324 groups. */
function ask(table: ColumnTable): number {
  const some = query(
    table,
    "lr <= 0.1 & data != 'imagenet' & model in ['resnet18', 'vit-s', 'vit-b']",
  )
  return aggregate(some, { by: BY, metrics: METRICS, stats: STATS }).numRows()
}

/** The same by hand: rows by a joined text, then two passes over each group's values. */
function askByHand(columns: Columns): number {
  const { model, data, lr } = columns
  if (!model || !data || !lr) throw new Error('A column is lacking.')
  const by = BY.map((name) => columns[name] ?? [])
  const models = new Set<unknown>(['resnet18', 'vit-s', 'vit-b'])
  const groups = new Map<string, number[]>()
  for (let row = 0; row < ROWS; row++) {
    if (!((lr[row] as number) <= 0.1 && data[row] !== 'imagenet' && models.has(model[row])))
      continue
    const key = by.map((column) => column[row]).join('|')
    const rows = groups.get(key)
    if (rows === undefined) groups.set(key, [row])
    else rows.push(row)
  }
  const results: unknown[] = []
  for (const rows of groups.values()) {
    const result: Record<string, unknown> = {}
    for (const name of METRICS) {
      const column = columns[name] as ArrayLike<number | null>
      let [n, sum, min, max] = [0, 0, Infinity, -Infinity]
      for (const row of rows) {
        const value = column[row]
        if (value === null || value === undefined || !Number.isFinite(value)) continue
        n += 1
        sum += value
        if (value < min) min = value
        if (value > max) max = value
      }
      const mean = sum / n
      let squares = 0
      for (const row of rows) {
        const value = column[row]
        if (value === null || value === undefined || !Number.isFinite(value)) continue
        squares += (value - mean) ** 2
      }
      result[`${name}_n`] = n
      result[`${name}_mean`] = mean
      result[`${name}_std`] = Math.sqrt(squares / (n - 1))
      result[`${name}_min`] = min
      result[`${name}_max`] = max
    }
    results.push(result)
  }
  return results.length
}

/** What we ask of DuckDB, which is not among our dependencies: it has 70 MB. */
interface DuckDB {
  readonly DuckDBInstance: {
    create(path: string): Promise<{ connect(): Promise<Connection> }>
  }
}
interface Connection {
  run(sql: string): Promise<unknown>
  runAndReadAll(sql: string): Promise<{ readonly currentRowCount: number }>
  createAppender(table: string): Promise<Appender>
}
interface Appender {
  appendVarchar(value: string): void
  appendDouble(value: number): void
  appendNull(): void
  endRow(): void
  closeSync(): void
}

/** The table in DuckDB's memory, and the same question to it. */
async function duckDB(columns: Columns): Promise<(() => Promise<number>) | undefined> {
  const name = '@duckdb/node-api'
  const loaded = await (import(name) as Promise<DuckDB>).catch(() => undefined)
  if (loaded === undefined) return undefined
  const connection = await (await loaded.DuckDBInstance.create(':memory:')).connect()
  const names = Object.keys(columns)
  const isText = names.map((column) => typeof columns[column]?.[0] === 'string')
  const types = names.map((column, index) => `${column} ${isText[index] ? 'VARCHAR' : 'DOUBLE'}`)
  await connection.run(`CREATE TABLE runs (${types.join(', ')})`)
  const appender = await connection.createAppender('runs')
  for (let row = 0; row < ROWS; row++) {
    for (const column of names) {
      const value = columns[column]?.[row]
      if (typeof value === 'string') appender.appendVarchar(value)
      else if (typeof value === 'number') appender.appendDouble(value)
      else appender.appendNull()
    }
    appender.endRow()
  }
  appender.closeSync()
  const stats = METRICS.flatMap((metric) =>
    ['count', 'avg', 'stddev_samp', 'min', 'max'].map((stat) => `${stat}(${metric})`),
  )
  const sql = `SELECT ${[...BY, 'count(*)', ...stats].join(', ')} FROM runs
    WHERE lr <= 0.1 AND data <> 'imagenet' AND model IN ('resnet18', 'vit-s', 'vit-b')
    GROUP BY ${BY.join(', ')} ORDER BY ${BY.join(', ')}`
  return async () => (await connection.runAndReadAll(sql)).currentRowCount
}

const columns = makeColumns()
const table = aq.table(columns)
const ways: Record<string, () => number | Promise<number>> = {
  'a loop by hand': () => askByHand(columns),
  Assay: () => ask(table),
}
const sql = await duckDB(columns)
if (sql) ways['DuckDB'] = sql
else console.error('For DuckDB too: npm install --no-save @duckdb/node-api@1.5.6-r.1')

const times = new Map(Object.keys(ways).map((name) => [name, [] as number[]]))
for (let repeat = -2; repeat < REPEATS; repeat++) {
  for (const [name, work] of Object.entries(ways)) {
    const milliseconds = await timed(work)
    if (repeat >= 0) times.get(name)?.push(milliseconds)
  }
}
const floor = median(times.get('a loop by hand') ?? [])
console.log(`${ROWS} rows x ${Object.keys(columns).length} columns\ngroups\tms\tratio`)
for (const [name, work] of Object.entries(ways)) {
  const middle = median(times.get(name) ?? [])
  console.log([name, await work(), middle.toFixed(1), (middle / floor).toFixed(2)].join('\t'))
}
