import { createHash } from 'node:crypto'
import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  aq,
  Examiner,
  logMetric,
  seriesMetric,
  toReport,
  toTSV,
  type Experiment,
} from '../../src/index.js'
import type { ReportCell, ReportColumn, ReportData } from '../../src/report/data.js'
import { folderOf, temporaryFolder } from '../support/runs.js'

const CIFAR10 = 'examples/cifar10/output'
const MLXP = 'test/fixtures/mlxp/logs'

/** What the page is given. */
function dataOf(html: string): ReportData {
  const json = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(html)?.[1]
  return JSON.parse(json ?? 'null') as ReportData
}

/** The page without its own script, which comes last. */
function withoutCode(html: string): string {
  return html.slice(0, html.indexOf('<script>'))
}

function rowsOf(column: ReportColumn | undefined): readonly ReportCell[] {
  return column === undefined || isConstant(column.values) ? [] : column.values
}

function isConstant(values: ReportColumn['values']): values is { readonly constant: ReportCell } {
  return 'constant' in values
}

async function reportOf(examiner: Examiner, output: string): Promise<ReportData> {
  await examiner.exam({ output })
  return dataOf(await toReport(examiner))
}

/** Runs of the mlrunner kind, a log of each. */
function runs(logs: readonly (readonly string[])[]): string {
  return folderOf(
    Object.fromEntries(
      logs.flatMap((lines, i) => [
        [`run_${i}/param`, `seed: ${i}\n`],
        [`run_${i}/log.train.1`, `${lines.join('\n')}\n`],
      ]),
    ),
  )
}

/** Runs of the MLXP kind that recorded each of their series at so many steps, the last value that. */
function mlxpRuns(series: readonly (readonly string[])[], steps = 12): string {
  return folderOf(
    Object.fromEntries(
      series.flatMap((names, run) => {
        const lines = Array.from({ length: steps }, (_, step) =>
          JSON.stringify(Object.fromEntries(names.map((name) => [name, step + 1]))),
        )
        return [
          [`${run}/metadata/config.yaml`, `seed: ${run}\n`],
          [`${run}/metadata/info.yaml`, 'status: COMPLETE\n'],
          [`${run}/metrics/train.json`, `${lines.join('\n')}\n`],
        ]
      }),
    ),
  )
}

const everyLoss = logMetric('loss', {
  log: 'train',
  match: /loss=(\S+)/,
  step: /step (\d+)/,
  keep: 'all',
})

describe('toReport', () => {
  test('holds what varies first, then the metrics, then the rest', async () => {
    const examiner = new Examiner().add(
      logMetric('acc', { log: 'train', match: /test_acc=([\d.]+)/ }),
    )
    const { experiments, columns } = await reportOf(examiner, CIFAR10)
    expect(columns.map(({ name, role }) => `${role} ${name}`)).toEqual([
      'param lr',
      'param seed',
      'metric acc',
      'param data',
      'param loss',
      'detail _name',
      'detail _output',
      'detail _scripts.train',
      'detail _time',
    ])
    expect(columns.find(({ name }) => name === 'data')?.values).toEqual({ constant: 'CIFAR10' })
    const shown = columns.filter(({ role, values }) => role !== 'detail' && !isConstant(values))
    const table = aq.table(shown.map((column) => [column.name, rowsOf(column)]))
    expect(toTSV(table)).toBe(toTSV(examiner.table()))
    expect(experiments).toEqual([...examiner.experiments.keys()])
  })

  test('takes the last value of each series where no parser found a metric', async () => {
    const examiner = new Examiner()
    const { columns, series, experiments } = await reportOf(examiner, MLXP)
    const last = columns.find(({ name }) => name === 'train.loss@last')
    expect(last?.role).toBe('metric')
    const asked = new Examiner().add(seriesMetric('train.loss@last'))
    await asked.exam({ output: MLXP })
    const expected = Array.from(asked.table().array('train.loss@last'))
    expect(rowsOf(last)).toEqual(expected)

    const row = experiments.indexOf('1')
    const loss = examiner.experiments.get('1')?.series('train.loss')
    const curve = series.find(({ name }) => name === 'train.loss')?.runs[row]
    expect(curve?.steps).toEqual([...(loss?.steps ?? [])])
    for (const [i, value] of (loss?.values ?? new Float64Array()).entries()) {
      expect(curve?.values[i]).toBeCloseTo(value, 6)
    }
  })

  test('tells circumstances from inputs, and lists artifacts', async () => {
    const { columns, artifacts, experiments } = await reportOf(new Examiner(), MLXP)
    expect(columns.find(({ name }) => name === 'info.hostname')?.role).toBe('detail')
    expect(columns.find(({ name }) => name === 'config.seed')?.role).toBe('param')
    const files = artifacts.flat()
    expect(artifacts).toHaveLength(experiments.length)
    expect(files.find(({ name }) => name === 'numpy/params.npz')).toEqual({
      name: 'numpy/params.npz',
      type: 'numpy',
      size: 568,
    })
  })

  test('thins long curves to means over bins, and says of how many points', async () => {
    const lines = Array.from({ length: 10_000 }, (_, i) => `step ${i} loss=${i % 2}`)
    const { series } = await reportOf(new Examiner().add(everyLoss), runs([lines]))
    const curve = series[0]?.runs[0]
    expect(curve?.of).toBe(10_000)
    expect(curve?.steps).toHaveLength(400)
    expect(curve?.steps[0]).toBe(12)
    expect(new Set(curve?.values.map((value) => Math.round((value ?? NaN) * 10) / 10))).toEqual(
      new Set([0.5]),
    )
  })

  test('leaves out the rarest series where there is no room for all', async () => {
    const many = (_: string, { metric, param }: Experiment): void => {
      for (let i = 0; i < 120; i++) {
        if (i % 6 === 0 && param['seed'] !== 0) continue
        metric[`m${i}`] = { steps: Float64Array.of(1, 2), values: Float64Array.of(i, i) }
      }
    }
    const { series, seriesLeftOut } = await reportOf(new Examiner().add(many), runs([[], [], []]))
    expect(series).toHaveLength(100)
    expect(seriesLeftOut.toSorted()).toEqual(
      Array.from({ length: 20 }, (_, i) => `m${i * 6}`).sort(),
    )
  })

  test('keeps the last values of series, also where there is no room for the curves', async () => {
    const names = Array.from({ length: 100 }, (_, i) => `s${i}`)
    const recorded = (run: number): string[] => names.slice(run % 2 === 0 ? 0 : 1)
    const output = mlxpRuns(Array.from({ length: 336 }, (_, run) => recorded(run)))
    const { series, seriesLeftOut, columns, experiments } = await reportOf(new Examiner(), output)
    expect(seriesLeftOut).toEqual(['train.s0'])
    expect(series).toHaveLength(99)
    const last = rowsOf(columns.find(({ name }) => name === 'train.s0@last'))
    expect(last).toEqual(experiments.map((run) => (Number(run) % 2 === 0 ? 12 : null)))
  })

  test('takes a hundred thousand series of a run in its stride', async () => {
    const names = Array.from({ length: 100_000 }, (_, i) => `s${i}`)
    const { series, seriesLeftOut } = await reportOf(new Examiner(), mlxpRuns([names], 1))
    expect([series.length, seriesLeftOut.length]).toEqual([100, 99_900])
  })

  test('keeps numbers that JSON has no way to write, and cuts what is endless', async () => {
    const output = folderOf({
      'a/param': `lr: .nan\nn: 9007199254740993\ntext: ${'x'.repeat(20_000)}\n`,
      'b/param': 'lr: .inf\nn: 1\ntext: y\n',
    })
    const { columns } = await reportOf(new Examiner(), output)
    const values = Object.fromEntries(columns.map((column) => [column.name, column.values]))
    expect(values['lr']).toEqual([{ number: 'NaN' }, { number: 'Infinity' }])
    expect(values['n']).toEqual([{ number: '9007199254740993' }, 1])
    expect(JSON.stringify(values['text']).length).toBeLessThan(10_100)
  })

  test('keeps lists, of which queries may ask what is in them', async () => {
    const output = folderOf({ 'a/param': 'k: [1, .nan, [x]]\n', 'b/param': 'k: {a: 1}\n' })
    const { columns } = await reportOf(new Examiner(), output)
    expect(columns.find(({ name }) => name === 'k')?.values).toEqual([
      { list: [1, { number: 'NaN' }, { list: ['x'] }] },
      null,
    ])
  })

  test('holds the issues, those of reading the series among them', async () => {
    const output = temporaryFolder()
    cpSync(MLXP, output, { recursive: true })
    writeFileSync(join(output, '1/metrics/train.json'), '{"loss": 1}\n{"loss": 0.5\n')
    const { issues } = await reportOf(new Examiner(), output)
    const issue = issues.find(({ code }) => code === 'json-syntax')
    expect(issue).toMatchObject({ experiment: '1', line: 2 })
  })

  test('is one page of one script that may run, and loads nothing', async () => {
    const examiner = new Examiner()
    await examiner.exam({ output: CIFAR10 })
    const html = await toReport(examiner)
    const code = /<script>(.*?)<\/script>\n<\/body>/s.exec(html)?.[1] ?? ''
    const hash = createHash('sha256').update(code).digest('base64')
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1]
    expect(policy).toBe(
      `default-src 'none'; script-src 'sha256-${hash}'; style-src 'unsafe-inline'; img-src data: blob:`,
    )
    expect(withoutCode(html).match(/<script/g)).toHaveLength(1)
    expect(code).not.toMatch(/<\/script|<!--/)
    for (const library of ['vega', 'vega-lite', 'preact', 'arquero']) {
      expect(code.slice(0, code.indexOf('*/')), 'the notices').toContain(`${library} `)
    }
    expect(withoutCode(html)).not.toMatch(/<(?:link|img|iframe)\b|\bsrc=/)
  })

  test('holds hostile names, values and titles as text', async () => {
    const evil = '</script><img src=x onerror=alert(1)><!--<script>'
    const output = folderOf({
      'a/param': JSON.stringify({ [evil]: evil, lr: 1 }),
      'b/param': JSON.stringify({ [evil]: 'good', lr: 2 }),
    })
    const examiner = new Examiner()
    await examiner.exam({ output })
    const html = await toReport(examiner, { title: evil })
    expect(withoutCode(html)).not.toMatch(/<img|<!--/)
    const data = dataOf(html)
    expect(data.title).toBe(evil)
    expect(data.columns[0]).toMatchObject({ name: evil, values: [evil, 'good'] })
  })

  test('ends early when it is told to', async () => {
    const examiner = new Examiner()
    await examiner.exam({ output: CIFAR10 })
    const reason = new Error('enough')
    await expect(toReport(examiner, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })
})
