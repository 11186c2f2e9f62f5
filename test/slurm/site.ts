import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { BIN, type Result } from '../support/program.js'
import { startCluster, type Cluster } from './cluster.js'

/** What commands of the tests do: they tell of themselves in a journal, and wait or fail when told to. */
const WORK = `
command=$1 x=$2
say() { echo "$x $command $1" >> journal; }
trap 'say cut; exit 143' TERM
say start
while [ -e "hold/$x" ]; do sleep 0.1; done
if [ -e "fail/$x" ]; then say failed; exit 3; fi
say end
`

/** A user's folder on a cluster. */
export class Site {
  readonly cluster: Cluster
  readonly folder = mkdtempSync(join(tmpdir(), 'assay sweep-'))

  private constructor(cluster: Cluster) {
    this.cluster = cluster
    this.write('work.sh', WORK)
  }

  static async start(...conf: string[]): Promise<Site> {
    return new Site(await startCluster(...conf))
  }

  async stop(): Promise<void> {
    await this.cluster.stop()
    rmSync(this.folder, { recursive: true, force: true })
  }

  write(name: string, text: string): void {
    const path = join(this.folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }

  remove(name: string): void {
    rmSync(join(this.folder, name), { recursive: true, force: true })
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8')
  }

  /** Runs the built program there. */
  assay(...args: string[]): Result {
    const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], {
      cwd: this.folder,
      env: this.cluster.env,
      encoding: 'utf8',
    })
    return { code: status, out: stdout, err: stderr }
  }

  /** What a program of Slurm's says. */
  slurm(program: string, ...args: string[]): string {
    return execFileSync(program, args, {
      cwd: this.folder,
      env: this.cluster.env,
      encoding: 'utf8',
    }).trim()
  }

  /** The line of `assay status` of a task; nothing when it is finished. */
  line(output: string, task: string): string {
    const { out } = this.assay('status', output)
    return (
      out.split('\n').find((line) => line.includes(`/${task}'`) || line.includes(`/${task} `)) ?? ''
    )
  }

  /** The nodes of the elements of an array that run, by their numbers. */
  running(array: string): Map<string, string> {
    const said = this.slurm('squeue', '-h', '-r', '-t', 'R', '-j', array, '-o', '%K %N')
    const pairs = said.split('\n').filter((line) => line !== '')
    return new Map(pairs.map((line) => line.split(' ') as [string, string]))
  }

  /** What each command of each task told of itself, in its order. */
  journal(): Record<string, string> {
    const told: Record<string, string> = {}
    for (const line of this.read('journal').trim().split('\n')) {
      const [x = '', command = '', what = ''] = line.split(' ')
      const key = `${x} ${command}`
      told[key] = told[key] === undefined ? what : `${told[key]} ${what}`
    }
    return told
  }
}
