import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { aq, op } from '../../src/index.js'
import { fixtureExaminer } from '../support/mlrunner-parsers.js'
import { fromPython } from '../support/python.js'

const FIXTURES = 'test/fixtures/mlrunner'

const STATISTICS = ['count', 'mean', 'std', 'min', 'max', 'median'] as const
type Statistic = (typeof STATISTICS)[number]

interface Exam {
  readonly regex: string
  readonly printed: readonly string[]
  readonly experiments: Record<string, { param: object; metric: object; cache: object }>
  readonly tables: Record<
    'concise' | 'full',
    { headers: string[]; rows: Record<string, unknown[]> }
  >
  readonly groupby?: readonly {
    readonly by: string[]
    readonly metric: string
    readonly groups: readonly Record<Statistic, number>[]
  }[]
}

/** The params that only some runs have: shown by Assay, left out by mlrunner. */
const ONLY_HERE: Readonly<Record<string, readonly string[]>> = {
  'output_types .*': ['j'],
  'output_types ^Tag': ['j'],
}

const trees = readdirSync(`${FIXTURES}/expected`).filter((name) => name.endsWith('.json'))
const cases = trees
  .filter((name) => name !== 'vectors.json')
  .flatMap((name) => {
    const { output, exams } = JSON.parse(readFileSync(`${FIXTURES}/expected/${name}`, 'utf8')) as {
      output: string
      exams: Exam[]
    }
    return exams.map((exam) => ({ output, exam, name: `${output} ${exam.regex}` }))
  })

describe.each(cases)("mlrunner's own exam of $name", ({ output, exam, name }) => {
  async function examined() {
    const examiner = fixtureExaminer()
    const summary = await examiner.exam({ output: `${FIXTURES}/${output}`, regex: exam.regex })
    return { examiner, summary }
  }
  const names = Object.keys(exam.experiments).sort()

  test('has the same experiments, params, metrics and caches', async () => {
    const { examiner, summary } = await examined()
    expect([...examiner.experiments.keys()].sort()).toEqual(names)
    expect(summary).toMatchObject({ examined: names.length, failed: 0 })
    for (const [run, expected] of Object.entries(exam.experiments)) {
      const { param, metric, cache } = examiner.experiments.get(run) ?? {}
      expect({ param, metric, cache }, run).toStrictEqual(fromPython(expected))
    }
  })

  test.each(['concise', 'full'] as const)('gives the same %s table', async (kind) => {
    const { examiner } = await examined()
    const { headers, rows } = exam.tables[kind]
    const columns = [...new Set([...headers, ...((kind === 'concise' && ONLY_HERE[name]) || [])])]
    const shown = examiner.table({ concise: kind === 'concise' })
    const params = columns.filter((column) => !['acc', 'best', 'bleu', 'iters'].includes(column))
    const metrics = columns.filter((column) => !params.includes(column))
    expect(shown.columnNames()).toEqual([...params.sort(), ...metrics])

    const table = examiner.table({ columns: ['experiment', ...headers] })
    const byName = Object.fromEntries(
      Array.from({ length: table.numRows() }, (_, row) => [
        String(table.get('experiment', row)),
        headers.map((header): unknown => table.get(header, row)),
      ]),
    )
    expect(byName).toStrictEqual(fromPython(rows))
  })

  test('gives the same groups with Arquero as with pandas', async () => {
    const { examiner } = await examined()
    for (const { by, metric, groups } of exam.groupby ?? []) {
      const runs = [...examiner.experiments.values()]
      const table = aq.table({
        key: runs.map(({ param }) => pandasKey(by.map((name) => param[name]))),
        [metric]: runs.map((run) => run.metric[metric]),
      })
      const grouped = table
        .filter((row: { key: string | null }) => row.key !== null)
        .groupby('key')
        .rollup({
          count: op.valid(metric),
          mean: op.mean(metric),
          std: op.stdev(metric),
          min: op.min(metric),
          max: op.max(metric),
          median: op.median(metric),
        })
        .objects() as Partial<Record<Statistic, number>>[]
      const ours = grouped.map((group) =>
        // Where pandas has NaN, Arquero has nothing, and 0 for the std of one value.
        STATISTICS.map((name) =>
          name === 'std' && group.count === 1 ? NaN : (group[name] ?? NaN),
        ),
      )
      const theirs = groups.map((group) => {
        const values = fromPython(group) as typeof group
        return STATISTICS.map((name) => values[name])
      })
      expect(rounded(ours), `${metric} by ${by.join(', ')}`).toEqual(rounded(theirs))
    }
  })
})

/** What pandas groups by: 1, 1.0 and True are one key, and a missing value is none. */
function pandasKey(values: readonly unknown[]): string | null {
  const missing = values.some(
    (value) => value === null || value === undefined || Number.isNaN(value),
  )
  return missing ? null : JSON.stringify(values.map((value) => (value === true ? 1 : value)))
}

/** Sums are added in another order there, so the last digits differ. */
function rounded(groups: readonly (readonly number[])[]): string[] {
  return groups.map((group) => group.map((value) => value.toPrecision(12)).join(' ')).sort()
}
