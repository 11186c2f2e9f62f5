import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Examiner, ISSUE_CODES, logMetric, toTSV } from '../../src/index.js'
import { folderOf } from '../support/runs.js'

const RUN = 'test/fixtures/mlrunner/output_types/Tag_bool-K_T-J_T'
const PARAM = readFileSync(`${RUN}/param`)
const LOG = readFileSync(
  'test/fixtures/mlrunner/output_killed/Seed_2-Hang_9/log.train.20261121.085829',
)

const KEEPS = ['last', 'first', 'min', 'max', 'mean', 'all'] as const

/** Examines a run with these files beside a healthy one; whatever they are, it must come to an end. */
async function survives(folder: string): Promise<void> {
  const examiner = new Examiner()
  for (const keep of KEEPS) {
    examiner.add(
      logMetric(keep, { log: 'train', match: /test_acc=(\S+?),/, keep, step: /Iter (\d+)/ }),
    )
  }
  const { issues } = await examiner.exam({ output: folder })
  for (const { code, message } of issues) {
    expect(Object.keys(ISSUE_CODES)).toContain(code)
    expect(code).not.toBe('parser-threw')
    expect(message).not.toBe('')
  }
  expect(examiner.experiments.get('healthy')).toMatchObject({
    param: { lr: 1 },
    metric: { last: 0.5 },
  })
  expect(toTSV(examiner.table())).toMatch(/\n$/)
}

function withHealthyRun(): string {
  return folderOf({
    'healthy/param': 'lr: 1\n',
    'healthy/log.train.1': 'Iter 1: test_acc=0.5,\n',
    'fuzzed/param': PARAM,
    'fuzzed/log.train.1': LOG,
  })
}

test('a param file cut at every byte', async () => {
  const folder = withHealthyRun()
  for (let end = 0; end <= PARAM.length; end++) {
    writeFileSync(join(folder, 'fuzzed/param'), PARAM.subarray(0, end))
    await survives(folder)
  }
})

test('a log cut at every byte', async () => {
  const folder = withHealthyRun()
  for (let end = 0; end <= LOG.length; end++) {
    writeFileSync(join(folder, 'fuzzed/log.train.1'), LOG.subarray(0, end))
    await survives(folder)
  }
})

test('a gzipped log cut at every byte', async () => {
  const folder = withHealthyRun()
  const zipped = gzipSync(LOG)
  for (let end = 0; end <= zipped.length; end++) {
    writeFileSync(join(folder, 'fuzzed/log.train.2.gz'), zipped.subarray(0, end))
    await survives(folder)
  }
})

test.each([
  ['param', PARAM],
  ['log.train.1', LOG],
  ['log.train.2.gz', gzipSync(LOG)],
])('random bytes, alone and within a real file, as %s', async (name, real) => {
  const folder = withHealthyRun()
  const bytes = fc.uint8Array({ maxLength: 200 })
  await fc.assert(
    fc.asyncProperty(bytes, fc.nat(real.length), fc.boolean(), async (noise, at, alone) => {
      const content = alone
        ? noise
        : Buffer.concat([real.subarray(0, at), noise, real.subarray(at)])
      writeFileSync(join(folder, 'fuzzed', name), content)
      await survives(folder)
    }),
    { numRuns: 200 },
  )
})
