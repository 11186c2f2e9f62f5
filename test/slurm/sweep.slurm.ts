import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Site } from './site.js'

const YAML = `
template:
  train: bash work.sh train {x}
  test: bash work.sh test {x}
slurm:
  array_limit: 4
---
x: 0..19
`
const TASKS = Array.from({ length: 20 }, (_, x) => x)
// Those that begin, and end, when they are told to.
const EARLY = TASKS.slice(0, 5)
const LAST = TASKS.slice(14)
const OUTPUT = 'out 50%'
const SLOW = { timeout: 60_000, interval: 300 }

describe('a sweep of twenty tasks', () => {
  let site: Site
  const status = () => site.assay('status', OUTPUT)
  const line = (x: number | string) => site.line(OUTPUT, `X_${x}`)
  const submit = () => site.assay('run', '--slurm', '-o', OUTPUT)
  /** Elements that run, on the node of one of them or on the other. */
  const runners = (side: 'with' | 'without', x: string) => {
    const nodes = site.running('1')
    return [...nodes.keys()].filter((y) => {
      return y !== x && (nodes.get(y) === nodes.get(x)) === (side === 'with')
    })
  }
  const nodeOf = (x: string) => site.running('1').get(x) ?? ''

  beforeAll(async () => {
    site = await Site.start()
    site.write('params.yaml', YAML)
    for (const x of [...EARLY, ...LAST]) site.write(`hold/${x}`, '')
    site.write('fail/5', '')
  })
  afterAll(() => site.stop())

  it('is submitted as one job array, of which status tells what waits and why', async () => {
    const { code, out, err } = submit()
    expect(err).toBe('')
    expect(out).toMatch(/^Submitted job array 1 for 20 tasks\.$/m)
    expect(code).toBe(0)
    await expect.poll(() => status().out, SLOW).toMatch(/^Tasks: 20, running: 4, waiting: 16$/m)
    expect(line(0)).toMatch(/^running +'out 50%\/X_0' +train, \S/)
    expect(line(7)).toBe("waiting      'out 50%/X_7'  Slurm job 1_7: PENDING (JobArrayTaskLimit)")
    expect(status().code).toBe(0)
  })

  it('is not queued a second time', () => {
    const { code, out } = submit()
    expect(out).toMatch(
      /4 tasks finished or running\.\n16 tasks in Slurm's queue since before\.\nNothing to submit\.\n$/,
    )
    expect(code).toBe(0)
    // What is asked for later is no concern of the jobs that wait.
    site.write('params.yaml', 'template: { train: exit 9 }\n---\nx: 100\n')
  })

  it('goes on with what runs on a node that is drained', async () => {
    site.slurm('scontrol', 'hold', '1_[5-19]')
    site.slurm('scontrol', 'update', 'jobid=1_0', 'endtime=now+1')
    const [x = ''] = runners('without', '0')
    const node = nodeOf(x)
    site.slurm('scontrol', 'update', `nodename=${node}`, 'state=drain', 'reason=test')
    site.remove(`hold/${x}`)
    await expect.poll(() => line(x), SLOW).toBe('')
    expect(site.journal()).toMatchObject({ [`${x} test`]: 'start end' })
    expect(line(4)).toMatch(/^waiting .* Slurm job 1_4: PENDING \(/)
    site.slurm('scontrol', 'update', `nodename=${node}`, 'state=resume')
    await expect.poll(() => line(4), SLOW).toMatch(/^running /)
  })

  it('has a task whose job runs out of time', async () => {
    await expect
      .poll(() => line(0), SLOW)
      .toMatch(/^timed out .* train, Slurm's time limit of job 1_0; Slurm job 1_0: TIMEOUT \(Time/)
    expect(site.read(`${OUTPUT}/X_0/stat`)).toBe('train: failed\n')
  })

  it('is requeued from a node that goes down, or for a job that preempts it, and runs again', async () => {
    const node = nodeOf('4')
    const [z = ''] = runners('without', '4')
    site.slurm('sbatch', '-p', 'high', `--nodelist=${nodeOf(z)}`, '-n2', '--wrap', 'sleep 1')
    site.slurm('scontrol', 'update', `nodename=${node}`, 'state=down', 'reason=test')
    for (const x of ['4', z]) {
      const pending = `; Slurm job 1_${x}: PENDING \\(BeginTime\\)`
      await expect
        .poll(() => line(x), SLOW)
        .toMatch(new RegExp(`^interrupted .* train, Slurm requeued job 1_${x} .*${pending}`))
    }
    site.slurm('scontrol', 'update', `nodename=${node}`, 'state=resume')
    for (const x of ['4', z]) {
      await expect.poll(() => line(x), SLOW).toMatch(/^running /)
      expect(site.journal()).toMatchObject({ [`${x} train`]: 'start cut start' })
    }
  })

  it('has a task that fails', async () => {
    for (const x of EARLY) site.remove(`hold/${x}`)
    site.slurm('scontrol', 'release', '1_[5-19]')
    await expect
      .poll(() => line(5), SLOW)
      .toMatch(/^failed .* train, exit code 3; Slurm job 1_5: FAILED \(NonZeroExitCode\)/)
    expect(status().code).toBe(1)
  })

  it('is cancelled', async () => {
    await expect.poll(() => status().out, SLOW).toMatch(/running: 4, waiting: 2/)
    const { code, out, err } = site.assay('cancel', OUTPUT)
    expect(err).toBe('')
    expect(out).toMatch(/^Cancelled job array 1\.$/m)
    expect(code).toBe(0)
    await expect
      .poll(() => line(14), SLOW)
      .toMatch(/^interrupted .* train, Slurm ended job 1_14 .*; Slurm job 1_14: CANCELLED/)
    await expect.poll(() => status().out, SLOW).not.toMatch(/running/)
    expect(line(19)).toMatch(/^waiting .* Slurm job 1_19: CANCELLED/)
    expect(site.assay('cancel', OUTPUT).out).toBe('Nothing runs here.\n')
  })

  it('is finished by being submitted again', async () => {
    site.remove('hold')
    site.remove('fail')
    site.write('params.yaml', YAML)
    const open = TASKS.filter((x) => line(x) !== '').length
    expect(submit().out).toMatch(new RegExp(`^Submitted job array \\d+ for ${open} tasks\\.$`, 'm'))
    await expect
      .poll(() => status(), { timeout: 120_000, interval: 1000 })
      .toEqual({
        code: 0,
        out: 'Tasks: 20, finished: 20\n',
        err: '',
      })
    expect(submit().out).toMatch(/^20 tasks finished or running\.\nNothing to submit\.$/m)
  })

  it('goes on with a process whose node lost its daemon, and runs it nowhere else', async () => {
    site.write('one.yaml', YAML.replace('0..19', '100'))
    site.write('hold/100', '')
    const [, job = ''] =
      /array (\d+)/.exec(site.assay('run', '--slurm', '-o', OUTPUT, '-y', 'one.yaml').out) ?? []
    await expect.poll(() => line(100), SLOW).toMatch(/^running /)
    const node = site.running(job).get('0') ?? ''
    process.kill(
      Number(readFileSync(join(site.cluster.folder, `slurmd-${node}.pid`), 'utf8')),
      'SIGKILL',
    )
    const ended = () => site.slurm('scontrol', 'show', 'job', '-o', `${job}_0`)
    await expect
      .poll(ended, { timeout: 90_000, interval: 500 })
      .toMatch(/ JobState=COMPLETED .* Restarts=1 /)
    expect(line(100)).toMatch(/^running /)
    expect(site.assay('run', '--slurm', '-o', OUTPUT, '-y', 'one.yaml').out).toMatch(
      /^Nothing to submit/m,
    )
    site.remove('hold')
    await expect.poll(() => line(100), SLOW).toBe('')
  })

  it('ran every command to its end once, and never two at once', () => {
    const told = Object.entries(site.journal())
    expect(told.length).toBe(2 * 21)
    for (const [command, what] of told) {
      expect(what, command).toMatch(/^(?:start (?:cut|failed) )*start end$/)
    }
  })
})
