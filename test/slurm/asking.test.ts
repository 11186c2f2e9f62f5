import { describe, expect, it } from 'vitest'
import { assay } from '../support/program.js'
import { folderOf } from '../support/runs.js'
import { pathWith, saying } from './programs.js'

/** A squeue that knows these jobs, submitted from the folder of the test. */
const queued = (...jobs: readonly string[]) =>
  saying(jobs.map((job) => `${job}|assay 00000000`).join('\n'))

const tasks = Array.from({ length: 6 }, (_, x) => `X_${x}`)
const submission = {
  job: '12',
  submitted: '2026-11-21T23:00:00.000Z',
  asked: { subdir: true },
  size: 6,
  tasks,
}
const asked = { yaml: 'params.yaml', cwd: '/', asked: { subdir: true } }

const sweep = (more: Readonly<Record<string, string>> = {}) =>
  folderOf({
    'output/params.yaml': "template: { work: 'true' }\n---\nx: 0..5\n",
    'output/assay.sweep.params.yaml.json': JSON.stringify(asked),
    'output/assay.slurm.00000000.json': JSON.stringify(submission),
    ...more,
  })

describe('assay status', () => {
  it('tells what squeue knows, in ranges too', async () => {
    const squeue = queued(
      '12|0|RUNNING|None',
      '12|[1-3:2%2]|PENDING|ReqNodeNotAvail, UnavailableNodes:two',
      '12|2|OUT_OF_MEMORY|OutOfMemory',
      '12|N/A|PENDING|x',
    )
    const { code, out, err } = await assay(
      ['status'],
      sweep(),
      pathWith({ squeue, sacct: 'exit 1' }),
    )
    expect(err).toBe('')
    expect(out.split('\n')).toEqual([
      'Tasks: 6, waiting: 6',
      'waiting      output/X_0  Slurm job 12_0: RUNNING',
      'waiting      output/X_1  Slurm job 12_1: PENDING (ReqNodeNotAvail, UnavailableNodes:two)',
      'waiting      output/X_2  Slurm job 12_2: OUT_OF_MEMORY (OutOfMemory)',
      'waiting      output/X_3  Slurm job 12_3: PENDING (ReqNodeNotAvail, UnavailableNodes:two)',
      'waiting      output/X_4',
      'waiting      output/X_5',
      '',
    ])
    expect(code).toBe(0)
  })

  it('tells what the accounting knows of those that squeue has forgotten', async () => {
    const sacct = saying(
      [
        '12_0|CANCELLED by 1000',
        '12_1|FAILED',
        '12_1.batch|OUT_OF_MEMORY',
        '12_2|TIMEOUT',
        '12_2.batch|CANCELLED',
        '12_[3-5%2]|NODE_FAIL',
        '13|COMPLETED',
      ].join('\n'),
    )
    const squeue = queued('12|5|RUNNING|None')
    const { out } = await assay(['status'], sweep(), pathWith({ squeue, sacct }))
    expect(out.split('\n').slice(1, 7)).toEqual([
      'waiting      output/X_0  Slurm job 12_0: CANCELLED',
      'waiting      output/X_1  Slurm job 12_1: OUT_OF_MEMORY',
      'waiting      output/X_2  Slurm job 12_2: TIMEOUT',
      'waiting      output/X_3  Slurm job 12_3: NODE_FAIL',
      'waiting      output/X_4  Slurm job 12_4: NODE_FAIL',
      'waiting      output/X_5  Slurm job 12_5: RUNNING',
    ])
  })

  it.each([
    ['is missing', {}, 'squeue: there is no such program here'],
    [
      'fails',
      { squeue: 'echo "slurm_load_jobs error: Zero Bytes" >&2; exit 1' },
      'squeue failed: .*Zero Bytes',
    ],
    [
      'hangs',
      { squeue: 'while :; do read -t 1 <> <(:); done' },
      'squeue: it did not answer in 10 s',
    ],
  ])('shows the rest when squeue %s', async (_, programs, trouble) => {
    const { code, out, err } = await assay(['status'], sweep(), pathWith(programs))
    expect(err).toMatch(new RegExp(`^assay: ${trouble}.*\n$`))
    expect(out).toMatch(/^Tasks: 6, waiting: 6\nwaiting +output\/X_0\n/)
    expect(code).toBe(0)
  })

  it.each([
    ['', '{', '[]', 'null', '{"job":"12; rm","size":1e99,"tasks":[]}'],
    [JSON.stringify({ ...submission, size: 1e15 })],
    [JSON.stringify({ ...submission, tasks: [1, null, { a: 1 }, 'X_0', '../../x'] })],
    [JSON.stringify({ ...submission, job: '-f' })],
  ])('is not confused by a damaged submission %j', async (...texts) => {
    const damaged = texts.map(
      (text, n) => [`output/assay.slurm.0000000${n + 1}.json`, text] as const,
    )
    const squeue = queued('12|0|PENDING|Priority')
    const here = sweep(Object.fromEntries(damaged))
    const { out, err } = await assay(['status'], here, pathWith({ squeue }))
    expect(err).toBe('')
    expect(out).toMatch(
      /^Tasks: 6, waiting: 6\nwaiting +output\/X_0 {2}Slurm job 12_0: PENDING \(Priority\)\n/,
    )
  })

  it('shows no more of a name than text', async () => {
    const squeue = queued('12|0|PENDING|\x1b[2J$(touch x)')
    const { out } = await assay(['status'], sweep(), pathWith({ squeue }))
    expect(out).toMatch('PENDING (\ufffd[2J$(touch x))')
  })
})

describe('assay cancel', () => {
  it('cancels the arrays of which something waits or runs', async () => {
    const squeue = queued('12|0|COMPLETED|None', '12|3|PENDING|Priority')
    const path = pathWith({ squeue, sacct: 'exit 1', scancel: '[ "$*" = 12 ]' })
    const { code, out } = await assay(['cancel'], sweep(), path)
    expect(out).toBe('Cancelled job array 12.\n')
    expect(code).toBe(0)
  })

  it("leaves jobs of the same number alone that are not the sweep's", async () => {
    const squeue = saying('12|3|PENDING|Priority|(null)\n12|4|RUNNING|None|assay 11111111')
    const sacct = saying('12_3|RUNNING')
    const path = pathWith({ squeue, sacct, scancel: 'touch cancelled' })
    const { out } = await assay(['cancel'], sweep(), path)
    expect(out).toBe('Nothing runs here.\n')
  })

  it('ends what runs here though Slurm cannot be asked, and says so', async () => {
    const { code, out, err } = await assay(['cancel'], sweep(), pathWith({}))
    expect(out).toBe('Nothing runs here.\n')
    expect(err).toMatch(/^assay: squeue: there is no such program here/)
    expect(code).toBe(2)
  })
})
