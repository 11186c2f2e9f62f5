import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCluster, type Cluster } from './cluster.js'

const say = (cluster: Cluster, program: string, ...args: string[]) =>
  execFileSync(program, args, { env: cluster.env, cwd: cluster.folder, encoding: 'utf8' }).trim()
const submit = (cluster: Cluster, command: string, ...options: string[]) =>
  say(cluster, 'sbatch', '--parsable', '--open-mode=append', ...options, '--wrap', command)
const states = (cluster: Cluster, job: string) =>
  say(cluster, 'squeue', '-h', '-r', '-t', 'all', '-o', '%T', '-j', job).split('\n').join(' ')
const lines = (cluster: Cluster, file: string) =>
  readFileSync(join(cluster.folder, file), 'utf8').trim().split('\n').sort()

describe('the Slurm that the tests start', () => {
  let cluster: Cluster
  beforeAll(async () => {
    cluster = await startCluster()
  })
  afterAll(() => cluster.stop())

  it('spreads an array over both nodes and gives each task its GPU', async () => {
    const told = 'echo $SLURMD_NODENAME $CUDA_VISIBLE_DEVICES; sleep 3'
    const job = submit(cluster, told, '--output=spread', '--array=0-3', '--gres=gpu:1')
    await expect
      .poll(() => states(cluster, job), { timeout: 30_000 })
      .toMatch(/^COMPLETED( COMPLETED){3}$/)
    expect(lines(cluster, 'spread')).toEqual(['one 0', 'one 1', 'two 0', 'two 1'])
  })

  it('requeues a job whose place a job of the high partition needs', async () => {
    const told = 'echo restarts=$SLURM_RESTART_COUNT; sleep 60'
    const low = submit(cluster, told, '--output=low', '-N2', '-n4')
    await expect.poll(() => states(cluster, low), { timeout: 10_000 }).toBe('RUNNING')
    const high = submit(cluster, 'sleep 1', '--output=high', '-p', 'high')
    await expect.poll(() => states(cluster, high), { timeout: 30_000 }).toBe('COMPLETED')
    await expect
      .poll(() => lines(cluster, 'low'), { timeout: 60_000 })
      .toEqual(expect.arrayContaining([expect.stringMatching('PREEMPTION'), 'restarts=1']))
    say(cluster, 'scancel', low)
  })

  it.each([
    ['', () => undefined],
    [', even of a node whose daemon died', killDaemonOfOne],
  ])('ends its jobs%s, leaves nothing behind and other clusters alone', async (_, before) => {
    const other = await startCluster()
    const stubborn = 'trap "" TERM; echo $$; while :; do sleep 1; done'
    submit(other, stubborn, '--output=pid', '--nodelist=one')
    const pid = () => Number(existsSync(join(other.folder, 'pid')) && lines(other, 'pid')[0])
    await expect.poll(pid, { timeout: 10_000 }).toBeGreaterThan(1)
    const job = pid()
    expect(() => process.kill(job, 0)).not.toThrow()
    before(other)
    await other.stop()
    await expect.poll(() => existsSync(`/proc/${job}/exe`)).toBe(false)
    expect(existsSync(other.folder)).toBe(false)
    expect(say(cluster, 'sinfo', '-h', '-p', 'low', '-o', '%D')).toBe('2')
  })
})

function killDaemonOfOne(cluster: Cluster): void {
  process.kill(Number(lines(cluster, 'slurmd-one.pid')[0]), 'SIGKILL')
}
