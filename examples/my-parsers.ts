import { lastMatch, latestLog, logMetric, type Experiment } from 'assay'

// A plain function, as in mlrunner: it reads what it likes and writes experiment.metric.
export async function getLoss(dir: string, experiment: Experiment<{ loss?: number }>) {
  const match = await lastMatch(latestLog('train', dir), /loss=([^,]+)/)
  if (match) experiment.metric.loss = match.value
}

// The common case in one line: the largest value that a pattern finds in the latest train log.
export const best = logMetric('best', { log: 'train', match: /test_acc=([\d.]+)/, keep: 'max' })
