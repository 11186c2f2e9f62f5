import type { ReportCell, ReportColumn, ReportCurve, ReportData } from '../../src/report/data.js'

/** Numbers from 0 to 1 that are the same each time. */
function drawer(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32
    return state / 2 ** 32
  }
}

const MODELS = ['resnet18', 'resnet50', 'vit-small', 'convnext-tiny']
const RATES = [0.1, 0.03, 0.01, 0.003, 0.001]
const SCHEDULES = ['cosine', 'step', 'linear']
const SEEDS = 5
/** Of all curves together, as many as a report has at most. */
const MOST_POINTS = 400_000
const MOST_STEPS = 60

/** A sweep of so many runs with 20 columns and three series, the same each time. */
export function sweep(runs: number): ReportData {
  const draw = drawer(7)
  const pick = <T>(items: readonly T[], row: number, every: number): T =>
    items[Math.floor(row / every) % items.length] as T
  const column = (
    name: string,
    role: ReportColumn['role'],
    valueOf: (row: number) => ReportCell,
  ): ReportColumn => ({
    name,
    role,
    values: Array.from({ length: runs }, (_, row) => valueOf(row)),
  })
  const model = (row: number): string => pick(MODELS, row, SEEDS)
  const rate = (row: number): number => pick(RATES, row, SEEDS * MODELS.length)
  const steps = Math.min(MOST_STEPS, Math.floor(MOST_POINTS / (3 * runs)))
  const quality = Array.from({ length: runs }, (_, row) => {
    const off = Math.abs(Math.log10(rate(row)) + 2)
    return 0.93 - 0.04 * off - 0.01 * MODELS.indexOf(model(row)) + 0.012 * (draw() - 0.5)
  })
  const name = (row: number): string =>
    `${model(row)}/lr=${rate(row)},seed=${row % SEEDS},id=${row}`
  const issues = Array.from({ length: Math.ceil(runs / 40) }, (_, index) => ({
    code: 'value-not-a-number' as const,
    experiment: name(index * 40),
    file: `output/${name(index * 40)}/train.log`,
    line: 12 + index,
    message: `acc is "n/a"; capture digits only, as in acc=([\\d.]+).`,
  }))
  return {
    title: `Sweep of ${runs} runs`,
    made: '2026-11-21T12:00:00.000Z',
    version: '0.0.0',
    experiments: Array.from({ length: runs }, (_, row) => name(row)),
    columns: [
      column('model', 'param', model),
      column('optim.lr', 'param', rate),
      column('optim.schedule', 'param', (row) => pick(SCHEDULES, row, 100)),
      column('optim.warmup', 'param', (row) => pick([0, 500], row, 300)),
      column('dropout', 'param', (row) => pick([null, 0.1, 0.3], row, 600)),
      column('augment', 'param', (row) => pick([true, false], row, 1800)),
      column('seed', 'param', (row) => row % SEEDS),
      column('acc', 'metric', (row) => (row % 97 === 13 ? null : (quality[row] ?? null))),
      column('loss', 'metric', (row) =>
        row % 211 === 5 ? { number: 'NaN' } : 3.1 * (1 - (quality[row] ?? 0)),
      ),
      ...Array.from({ length: 9 }, (_, index) =>
        column(`eval.class_${index}`, 'metric', (row) => (quality[row] ?? 0) - 0.1 * draw()),
      ),
      column('wall_time', 'metric', () => 3600 * (1 + draw())),
      column('params', 'metric', (row) => 11_000_000 + 7_000_000 * MODELS.indexOf(model(row))),
      { name: 'data', role: 'param', values: { constant: 'CIFAR10' } },
      { name: 'batch_size', role: 'param', values: { constant: 128 } },
      { name: 'git.commit', role: 'detail', values: { constant: '4f1d2a9' } },
      column('status', 'detail', (row) => (row % 40 === 0 ? 'FAILED' : 'COMPLETE')),
    ],
    series: ['train.loss', 'test.acc', 'lr'].map((series, index) => ({
      name: series,
      runs: Array.from({ length: runs }, (_, row) =>
        row % 50 === 49 ? null : curve(index, steps, quality[row] ?? 0, draw),
      ),
    })),
    seriesLeftOut: ['grad.norm'],
    artifacts: Array.from({ length: runs }, () => [
      { name: 'pickle/eval/confusion.pkl', type: 'pickle', size: 81_920 },
      { name: 'numpy/weights.npy', type: 'numpy' },
    ]),
    issues,
  }
}

function curve(kind: number, count: number, quality: number, draw: () => number): ReportCurve {
  const steps = Array.from({ length: count }, (_, index) => (index * 6000) / count)
  const values = steps.map((step) => {
    const fall = Math.exp(-step / 1500)
    const noise = 0.02 * (draw() - 0.5)
    const value =
      kind === 0
        ? 2.3 * fall + 4 * (0.98 - quality) * (1 - fall) + noise
        : kind === 1
          ? quality * (1 - fall) + noise
          : 0.1 * fall
    return Number(value.toPrecision(5))
  })
  return { steps, values }
}
