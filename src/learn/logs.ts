import { closeSync, openSync, readdirSync, readSync, type Dirent } from 'node:fs'
import { join } from 'node:path'
import { escape } from 'glob'
import { minimatch } from 'minimatch'
import type { Experiment } from '../experiment.js'

/** A run, and the names of the files in its directory that may be logs. */
export interface LoggedRun {
  readonly experiment: Experiment
  readonly names: readonly string[]
}

// Settings, tables, code and pages: what they hold is read in other ways than by patterns.
const NO_LOG =
  /^(?:param|stat|readme.*|requirements.*)$|\.(?:ya?ml|json|csv|tsv|toml|ini|cfg|py|sh|ipynb|md|html?|xml|svg|tex|pkl|npy|npz|pth?|ckpt|db|sqlite)$/i

/** The runs, each directory once, with the files in them that may be logs, sorted. */
export function loggedRuns(experiments: Iterable<Experiment>): LoggedRun[] {
  const byDir = new Map<string, LoggedRun>()
  for (const experiment of experiments) {
    const { dir } = experiment
    if (byDir.has(dir)) continue
    const names = filesIn(dir)
      .map(({ name }) => name)
      .filter((name) => !name.startsWith('.') && !NO_LOG.test(name))
    byDir.set(dir, { experiment, names: names.sort() })
  }
  return [...byDir.values()]
}

function filesIn(dir: string): Dirent[] {
  try {
    return readdirSync(dir, { withFileTypes: true }).filter(
      (entry) => entry.isFile() || entry.isSymbolicLink(),
    )
  } catch {
    return []
  }
}

// log.train.20220517.074342, as mlrunner names what a command wrote.
const OF_COMMAND = /^log\.(.+?)\.\d[\d._-]*(?:\.gz)?$/

/**
 * Gives what `logMetric` calls a file: its command, its name, or a glob where runs have the same file
 * with other numbers in its name.
 */
export function logNamer(runs: readonly LoggedRun[]): (name: string) => string {
  const having = new Map<string, number>()
  const globOf = (name: string): string => escape(name).replace(/\d+/g, '*')
  for (const { names } of runs) {
    for (const log of new Set(names.flatMap((name) => [escape(name), globOf(name)]))) {
      having.set(log, (having.get(log) ?? 0) + 1)
    }
  }
  return (name) => {
    const command = OF_COMMAND.exec(name)?.[1]
    if (command !== undefined) return command
    const [same, numbered] = [escape(name), globOf(name)]
    return (having.get(numbered) ?? 0) > (having.get(same) ?? 0) ? numbered : same
  }
}

/** The path of the file that `logMetric` reads in a run's directory for that `log`. */
export function fileOf(log: string, { experiment, names }: LoggedRun): string | undefined {
  const name =
    names.findLast((other) => other.startsWith(`log.${log}.`)) ??
    names.findLast((other) => minimatch(other, log))
  return name === undefined ? undefined : join(experiment.dir, name)
}

/** Whether it is a file of text that can be read, as far as its beginning tells. */
export function isText(path: string): boolean {
  const start = Buffer.alloc(4096)
  try {
    const file = openSync(path, 'r')
    const length = readSync(file, start, 0, start.length, 0)
    closeSync(file)
    const isZipped = path.endsWith('.gz') && start[0] === 0x1f && start[1] === 0x8b
    const isUtf16 = /^(?:fffe|feff)/.test(start.toString('hex', 0, 2))
    return isZipped || isUtf16 || !start.subarray(0, length).includes(0)
  } catch {
    return false
  }
}
