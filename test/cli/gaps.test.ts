import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Examiner, runStatus, sweepGaps } from '../../src/index.js'
import { assayIn } from '../support/assay.js'
import { folderOf } from '../support/runs.js'

const FIXTURES = resolve('test/fixtures/mlrunner')

/** A folder with mlrunner's sweep as it was run: all but one failed task. */
function sweptByMlrunner(): string {
  const folder = folderOf({})
  for (const name of ['params.yaml', 'train.sh', 'score.sh']) {
    cpSync(join(FIXTURES, name), join(folder, name))
  }
  cpSync(join(FIXTURES, 'output_first'), join(folder, 'output'), { recursive: true })
  return folder
}

describe('assay gaps', () => {
  test('lists what is missing, what failed, and what is in no grid', async () => {
    const folder = sweptByMlrunner()
    rmSync(join(folder, 'output', 'Arch_small-Lr_0.02'), { recursive: true })
    cpSync(join(folder, 'output', 'Norm_batch-EaStop_T'), join(folder, 'output', 'Old'), {
      recursive: true,
    })
    const { code, out, err } = await assayIn(folder, 'gaps')
    expect(code).toBe(0)
    expect(out.split('\n').map((line) => line.split('\t').slice(0, 3).join(' '))).toEqual([
      'gap run state',
      'missing output/Arch_small-Lr_0.02 waiting',
      'failed output/Fail_7 failed',
      'orphaned output/Old finished',
      '',
    ])
    expect(err).toBe('Missing: 1, failed: 1, orphaned: 1\n')
  })

  test('gives a file that runs just the gaps, into the same folders', async () => {
    const folder = sweptByMlrunner()
    for (const name of ['Arch_small-Lr_0.02', 'Note_lr: high_low']) {
      rmSync(join(folder, 'output', name), { recursive: true })
    }
    const { out: yaml } = await assayIn(folder, 'gaps', '--format', 'yaml')
    writeFileSync(join(folder, 'gaps.yaml'), yaml)
    const ran = await assayIn(folder, 'run', '-y', 'gaps.yaml')
    expect(ran.code).toBe(1)
    expect(ran.out.match(/^START .*: 1\/.*|^START .*train.*/gm)).toHaveLength(5)
    expect(ran.out).toContain('Tasks: 3, Commands: 7')
    const param = readFileSync(join(folder, 'output', 'Note_lr: high_low', 'param'), 'utf8')
    expect(param).toContain("note: 'lr: high/low'")
    const { out } = await assayIn(folder, 'gaps')
    expect(out.trim().split('\n').slice(1)).toEqual([
      expect.stringMatching(/^failed\toutput\/Fail_7/),
    ])
  })

  test('counts a run with another value of a param as missing', async () => {
    const folder = sweptByMlrunner()
    const yaml = readFileSync(join(folder, 'params.yaml'), 'utf8')
    writeFileSync(join(folder, 'params.yaml'), yaml.replace('beam: 5', 'beam: 6'))
    const { out } = await assayIn(folder, 'gaps', '-t', 'arch')
    expect(out.split('\n')[1]).toBe(
      "missing\toutput/Arch_small-Lr_0.02\twaiting\t\tit was run with another value of 'beam'",
    )
  })

  test('of one title has no orphans in the runs of the others', async () => {
    const { out, err } = await assayIn(sweptByMlrunner(), 'gaps', '-t', 'arch')
    expect(out).toBe('gap\trun\tstate\tcommand\treason\n')
    expect(err).toBe('Missing: 0, failed: 0, orphaned: 0\n')
  })

  test('writes nothing, and takes a folder that is not there for an empty one', async () => {
    const folder = sweptByMlrunner()
    const { code, err } = await assayIn(folder, 'gaps', 'params.yaml', '-o', 'none')
    expect([code, err]).toEqual([0, 'Missing: 14, failed: 0, orphaned: 0\n'])
    expect(existsSync(join(folder, 'none'))).toBe(false)
  })

  test('tells a bad file by its line', async () => {
    const folder = folderOf({ 'params.yaml': 'template: {}\n---\nx: 1\n' })
    const { code, err } = await assayIn(folder, 'gaps')
    expect(code).toBe(2)
    expect(err).toContain('params.yaml:1:')
  })
})

test('sweepGaps takes a sweep that is an object', () => {
  const asked = {
    template: { train: 'true' },
    choices: [{ seed: [0, 1], hang: 'none' }, { other: '0..4' }],
  }
  const { missing, orphaned, yaml } = sweepGaps(asked, { output: join(FIXTURES, 'output_killed') })
  expect(missing.map(({ name }) => name)).toEqual([
    'Seed_0-Hang_none',
    'Seed_1-Hang_none',
    'Other_0..4',
  ])
  expect(orphaned).toHaveLength(5)
  const folder = folderOf({ 'gaps.yaml': yaml })
  const again = sweepGaps(join(folder, 'gaps.yaml'), { output: join(folder, 'output') })
  expect(again.missing.map(({ name }) => name)).toEqual(missing.map(({ name }) => name))
})

describe("each run's state is a column", () => {
  const states = (examiner: Examiner): unknown[] => Array.from(examiner.table().array('status'))

  test('on request', async () => {
    const examiner = new Examiner()
    await examiner.exam({ output: join(FIXTURES, 'output_killed'), status: true })
    expect(states(examiner)).toEqual(['finished', 'finished', 'killed', 'finished', 'finished'])
    await examiner.exam({ output: join(FIXTURES, 'output_killed'), status: true })
    expect(examiner.issues).toEqual([])
  })

  test('which a filter may ask for', async () => {
    const examiner = new Examiner().add(runStatus()).filter("status != 'finished'")
    await examiner.exam({ output: join(FIXTURES, 'output_first') })
    expect([...examiner.experiments.keys()]).toEqual(['Fail_7'])
    expect(states(examiner)).toEqual(['failed'])
  })

  test('and one that assay exam has', async () => {
    const { code, out } = await assayIn(FIXTURES, 'exam', 'output_killed', '--status')
    expect(code).toBe(0)
    expect(out.split('\n').slice(0, 4)).toEqual([
      'hang\tseed\tstatus',
      'none\t0\tfinished',
      'none\t1\tfinished',
      '9\t2\tkilled',
    ])
    const asked = await assayIn(
      FIXTURES,
      'exam',
      'output_killed',
      '--status',
      '--where',
      "status == 'killed'",
      '--columns',
      'status',
    )
    expect(asked.out).toBe('status\nkilled\n')
  })
})
