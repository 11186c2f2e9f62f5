import { basename } from 'node:path'
import {
  Examiner,
  firstMatch,
  latestLog,
  lines,
  logMetric,
  type Experiment,
} from '../../src/index.js'

/** The parsers that the expected files of mlrunner were made with. */
export function fixtureExaminer() {
  return new Examiner()
    .add(parseTrain)
    .add(logMetric('best', { log: 'train', match: /(?<=test_acc=)[0-9.]+(?=, )/, keep: 'max' }))
    .add(parseTest)
}

async function parseTrain(
  dir: string,
  experiment: Experiment<{ iters?: number; acc?: number }>,
): Promise<void> {
  const log = latestLog('train', dir)
  experiment.cache['train_log'] = log && basename(log)
  if (log === null) return
  let iters = 0
  let last = ''
  for await (const line of lines(log)) {
    if (/^Iter \d+: /.test(line)) iters += 1
    last = line
  }
  experiment.metric.iters = iters
  const matches = [...last.matchAll(/(?<=test_acc=).+?(?=, )/g)]
  if (matches.length === 1) experiment.metric.acc = Number(matches[0]?.[0])
}

async function parseTest(dir: string, experiment: Experiment<{ bleu?: number }>): Promise<void> {
  const match = await firstMatch(latestLog('test', dir), /BLEU4 = ([0-9.]+)/)
  if (match) experiment.metric.bleu = match.value
}
