import { writeAtomically } from '../writers/atomic-file.js'
import type { StateFiles } from './files.js'
import { readJson } from './json-file.js'
import { asRunStart, isText, type RunStart } from './run-start.js'

/** How a command can have ended. */
export type Ending = 'finished' | 'failed' | 'killed' | 'timed out' | 'interrupted'

const ENDINGS: readonly string[] = [
  'finished',
  'failed',
  'killed',
  'timed out',
  'interrupted',
] satisfies Ending[]

/** What became of a command the last time that it ran. */
export interface CommandRecord extends RunStart {
  readonly state: Ending
  /** As ISO 8601 in UTC. */
  readonly ended: string
  readonly pid: number
  /** When the process started, as the system counts. */
  readonly start: string
  readonly exitCode?: number
  readonly signal?: string
  /** Why, where the exit code does not say it. */
  readonly reason?: string
}

export type TaskState = ReadonlyMap<string, CommandRecord>

const VERSION = 1

/** What became of a task's commands, by name; nothing of a file that is not there, or damaged. */
export function readTaskState(files: StateFiles): TaskState {
  const commands = new Map<string, CommandRecord>()
  try {
    const read = readJson(files.state)
    if (read?.['version'] !== VERSION) return commands
    for (const record of Object.values(read['commands'] ?? {}).map(asCommandRecord)) {
      if (record !== undefined) commands.set(record.command, record)
    }
  } catch {
    // mlrunner's `stat` says the rest.
  }
  return commands
}

/** Enters the end of a command. Only the holder of the claim may. */
export function enterEnding(files: StateFiles, record: CommandRecord): void {
  writeTaskState(files, new Map(readTaskState(files)).set(record.command, record))
}

/** Forgets how commands ended. Only the holder of the claim may. */
export function forgetEndings(files: StateFiles, commands: readonly string[]): void {
  const state = new Map(readTaskState(files))
  const known = commands.filter((command) => state.delete(command))
  if (known.length > 0) writeTaskState(files, state)
}

function writeTaskState(files: StateFiles, state: TaskState): void {
  const text = JSON.stringify(
    { version: VERSION, commands: Object.fromEntries(state) },
    undefined,
    2,
  )
  writeAtomically(files.state, `${text}\n`)
}

function asCommandRecord(value: unknown): CommandRecord | undefined {
  const begun = asRunStart(value)
  if (begun === undefined) return undefined
  const { state, ended, pid, start, exitCode, signal, reason } = value as Record<string, unknown>
  const known = isEnding(state) && isText(ended) && isText(start) && typeof pid === 'number'
  if (!known) return undefined
  return {
    ...begun,
    state,
    ended,
    pid,
    start,
    ...(typeof exitCode === 'number' ? { exitCode } : {}),
    ...(isText(signal) ? { signal } : {}),
    ...(isText(reason) ? { reason } : {}),
  }
}

function isEnding(value: unknown): value is Ending {
  return isText(value) && ENDINGS.includes(value)
}
