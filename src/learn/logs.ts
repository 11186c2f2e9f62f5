import { readdirSync } from 'node:fs'
import { escape } from 'glob'
import type { Experiment } from '../experiment.js'
import { fileFinder, type FileFinder } from '../parsers/find-files.js'
import { latestOf, logFiles } from '../parsers/log-metric.js'
import { readAt, withFile } from '../readers/file.js'

/** A run, and what is in its directory. */
export interface LoggedRun {
  readonly experiment: Experiment
  /** The names of its files. */
  readonly files: readonly string[]
  /** Of these, the ones that may be logs. */
  readonly names: readonly string[]
  /** What finds a log among the files, prepared once for all runs. */
  readonly finderOf: (log: string) => FileFinder
}

// Settings, tables, code and pages: what they hold is read in other ways than by patterns.
const NO_LOG =
  /^(?:param|stat|readme.*|requirements.*)$|\.(?:ya?ml|json|csv|tsv|toml|ini|cfg|py|sh|ipynb|md|html?|xml|svg|tex|pkl|npy|npz|pth?|ckpt|db|sqlite)$/i

// Beginnings and braces that a glob has a meaning for, whichever way they are escaped.
const NO_GLOB = /^[!#]|[{}]/
/** Of one directory; further files are not looked into. */
const MOST_FILES = 1000

/** The runs, each directory once, with the files in them that may be logs, sorted. */
export function loggedRuns(experiments: Iterable<Experiment>): LoggedRun[] {
  const byDir = new Map<string, LoggedRun>()
  const finderOf = newFinders()
  for (const experiment of experiments) {
    const { dir } = experiment
    if (byDir.has(dir)) continue
    const files = filesIn(dir)
    const names = files.filter((name) => {
      return !name.startsWith('.') && !NO_LOG.test(name) && !NO_GLOB.test(name)
    })
    byDir.set(dir, { experiment, files, names: names.slice(0, MOST_FILES), finderOf })
  }
  return [...byDir.values()]
}

function filesIn(dir: string): string[] {
  try {
    return readdirSync(dir, { withFileTypes: true })
      .filter((entry) => entry.isFile() || entry.isSymbolicLink())
      .map(({ name }) => name)
      .sort()
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
export function fileOf(
  log: string,
  { experiment, files, finderOf }: LoggedRun,
): string | undefined {
  return latestOf(log, finderOf(log)(experiment.dir, files))
}

function newFinders(): LoggedRun['finderOf'] {
  const finders = new Map<string, FileFinder>()
  return (log) => {
    const find = finders.get(log) ?? fileFinder({ files: logFiles(log) })
    finders.set(log, find)
    return find
  }
}

/** Whether it is a file of text that can be read, as far as its beginning tells. */
export function isText(path: string): boolean {
  const start = Buffer.alloc(4096)
  let length: number
  try {
    length = withFile(path, (file) => readAt(path, file, start, 0))
  } catch {
    return false
  }
  const isZipped = path.endsWith('.gz') && start[0] === 0x1f && start[1] === 0x8b
  const isUtf16 = /^(?:fffe|feff)/.test(start.toString('hex', 0, 2))
  return isZipped || isUtf16 || !start.subarray(0, length).includes(0)
}
