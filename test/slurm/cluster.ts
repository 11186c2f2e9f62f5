import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { hostname, tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { slurmConf } from './slurm-conf.js'

export interface Cluster {
  /** An environment in which sbatch, squeue and the other programs speak to this cluster. */
  env: NodeJS.ProcessEnv
  /** Holds all that the cluster writes: state, logs, keys. */
  folder: string
  /** Cancels the jobs, stops the daemons and removes the folder. */
  stop: () => Promise<void>
}

const nodes = ['one', 'two']

/**
 * Starts a Slurm of this machine alone, which runs as whoever asks: two nodes `one` and `two` with
 * two cores and two (pretended) GPUs each, a partition `low` and one `high` whose jobs preempt
 * those of `low` by requeueing them. It has a munge of its own, touches nothing outside its folder
 * and beside it other Slurms may run. Comes back when both nodes are idle.
 *
 * @param more further lines of its slurm.conf
 */
export async function startCluster(...more: string[]): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-slurm-'))
  const conf = await writeConfiguration(folder, more)
  // The daemons stand in /usr/sbin, which not every user has in the PATH.
  const env = { ...process.env, SLURM_CONF: conf, PATH: `${process.env.PATH}:/usr/sbin:/sbin` }
  const daemons: ChildProcess[] = []
  const start = (name: string, program: string, args: string[]) => {
    const log = openSync(join(folder, `${name}.log`), 'a')
    const daemon = spawn(program, args, { env, stdio: ['ignore', log, log] })
    closeSync(log)
    // Said below, at once; without a listener Node would end the process.
    daemon.once('error', () => undefined)
    if (daemon.pid === undefined) throw new Error(`${program} could not be started`)
    daemons.push(daemon)
  }
  const killAll = () => {
    for (const daemon of daemons) daemon.kill('SIGKILL')
    killJobs(conf)
  }
  process.once('exit', killAll)
  const stop = async () => {
    await endJobs(env)
    // munged last: the others need it to say goodbye.
    for (const daemon of daemons.toReversed()) await ended(daemon)
    killJobs(conf)
    process.off('exit', killAll)
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    start('munged', 'munged', ['--foreground', ...mungePaths(folder)])
    start('slurmctld', 'slurmctld', ['-D', '-f', conf])
    for (const node of nodes) start(`slurmd-${node}`, 'slurmd', ['-D', '-N', node, '-f', conf])
    await idle(env)
  } catch (error) {
    const said = ['munged', 'slurmctld', 'slurmd-one'].map((name) =>
      readFileSync(join(folder, `${name}.log`), { encoding: 'utf8', flag: 'a+' }).slice(-2000),
    )
    await stop()
    throw new Error(`Slurm did not come up:\n${said.join('\n')}`, { cause: error })
  }
  return { env, folder, stop }
}

async function writeConfiguration(folder: string, more: string[]): Promise<string> {
  // munged wants a folder that everybody may enter.
  chmodSync(folder, 0o755)
  for (const place of ['state', ...nodes.map((node) => `spool-${node}`)])
    mkdirSync(join(folder, place))
  writeFileSync(join(folder, 'munge.key'), randomBytes(1024), { mode: 0o600 })
  // Devices that are there on every Linux pass for GPUs: Slurm asks only that the file is a device.
  writeFileSync(join(folder, 'gres.conf'), 'Name=gpu File=/dev/null\nName=gpu File=/dev/zero\n')
  const conf = join(folder, 'slurm.conf')
  writeFileSync(
    conf,
    slurmConf({
      folder,
      host: hostname().replace(/\..*/, ''),
      user: userInfo().username,
      port: await freePort(),
      nodes: await Promise.all(nodes.map(async (name) => ({ name, port: await freePort() }))),
      more,
    }),
  )
  return conf
}

const mungePaths = (folder: string) =>
  [
    'key-file=munge.key',
    'socket=munge.socket',
    'pid-file=munged.pid',
    'log-file=munge.log',
    'seed-file=munge.seed',
  ].map((option) => `--${option.replace('=', `=${folder}/`)}`)

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await once(server.close(), 'close')
  return port
}

async function idle(env: NodeJS.ProcessEnv): Promise<void> {
  const states = () => say(env, 'sinfo', '-h', '-N', '-p', 'low', '-o', '%T').trim()
  await until(() => states() === nodes.map(() => 'idle').join('\n'), 30_000)
}

async function endJobs(env: NodeJS.ProcessEnv): Promise<void> {
  try {
    say(env, 'scancel', '--user', userInfo().username)
    await until(() => say(env, 'squeue', '-h') === '', 10_000)
  } catch {
    // A controller that is gone has no jobs to end; the daemons are stopped all the same.
  }
}

/**
 * Kills what a node left running whose daemon died: the jobs and their keepers, which are those
 * that have our configuration in their environment. So may a shell, which is let be.
 */
function killJobs(conf: string): void {
  for (const pid of readdirSync('/proc').map(Number)) {
    try {
      const environment = readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0')
      const ofSlurm =
        environment.some((entry) => entry.startsWith('SLURM_JOB_ID=')) ||
        readFileSync(`/proc/${pid}/comm`, 'latin1').startsWith('slurmstepd')
      if (ofSlurm && environment.includes(`SLURM_CONF=${conf}`)) process.kill(pid, 'SIGKILL')
    } catch {
      // Not a process, not ours to look into, or gone in the meantime.
    }
  }
}

async function ended(daemon: ChildProcess): Promise<void> {
  if (daemon.pid === undefined || daemon.exitCode !== null || daemon.signalCode !== null) return
  const exit = once(daemon, 'exit')
  daemon.kill('SIGTERM')
  const late = setTimeout(() => daemon.kill('SIGKILL'), 5_000)
  await exit
  clearTimeout(late)
}

function say(env: NodeJS.ProcessEnv, program: string, ...args: string[]): string {
  return execFileSync(program, args, { env, encoding: 'utf8', stdio: 'pipe', timeout: 10_000 })
}

async function until(holds: () => boolean, milliseconds: number): Promise<void> {
  const end = Date.now() + milliseconds
  let why: unknown
  while (Date.now() < end) {
    try {
      if (holds()) return
    } catch (error) {
      why = error
    }
    await sleep(200)
  }
  throw new Error('It did not happen in time', { cause: why })
}
