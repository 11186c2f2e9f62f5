import { logMetric, type Experiment } from 'assay'

export const acc = logMetric('acc', { log: 'train', match: /test_acc=([\d.]+)/ })

export function accIsThere(dir: string, { metric }: Experiment<{ acc?: number }>): void {
  if (metric.acc === undefined) throw new Error(`${dir} has no acc`)
}
