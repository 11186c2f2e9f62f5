import { IssueError } from '../issue.js'
import { readWhole } from '../readers/whole.js'
import { parseYaml } from '../readers/yaml/parse.js'
import { mapEntries } from '../values/map-entries.js'
import { writeAtomically } from '../writers/atomic-file.js'
import { dumpYaml } from '../writers/yaml.js'
import type { StateFiles } from './files.js'
import { isText } from './run-start.js'

/** What mlrunner knows of a command. */
export type Stat = 'running' | 'finished' | 'failed'

/**
 * mlrunner's `stat`: what it says of each command that was started. Nothing of a file that is not
 * there, empty or damaged, as after a crash.
 */
export function readStat(files: StateFiles): ReadonlyMap<string, string> {
  try {
    const { value } = parseYaml(readWhole(files.stat))
    const stats = (mapEntries(value) ?? []).filter((entry): entry is [string, string] =>
      isText(entry[1]),
    )
    return new Map(stats)
  } catch (error) {
    if (error instanceof IssueError) return new Map()
    throw error
  }
}

/** Enters what mlrunner is to know of a command; what it says of others stays. */
export function enterStat(files: StateFiles, command: string, stat: Stat): void {
  writeAtomically(files.stat, dumpYaml(new Map(readStat(files)).set(command, stat)))
}

/** Forgets what mlrunner is to know of commands. */
export function forgetStats(files: StateFiles, commands: readonly string[]): void {
  const stats = new Map(readStat(files))
  const known = commands.filter((command) => stats.delete(command))
  if (known.length > 0) writeAtomically(files.stat, dumpYaml(stats))
}
