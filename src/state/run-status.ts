import { commandStatuses, LOG, type CommandStatus, type RunState } from './command-status.js'
import type { StateFiles } from './files.js'
import { openFiles } from './open-files.js'

/** What a run is doing, or how it ended. */
export interface RunStatus {
  readonly state: RunState
  /** The command that says so: the one that runs, or that went wrong; none for a finished run. */
  readonly command?: CommandStatus
}

const TROUBLE: readonly RunState[] = ['failed', 'killed', 'timed out', 'interrupted']

/** Looks at runs; which files are open is asked once, when it is first needed. */
export class RunWatch {
  #open: ReadonlySet<string> | undefined

  /** What is true of a run whose task has these commands. */
  status(files: StateFiles, expected: readonly string[]): RunStatus {
    return summarized(this.commands(files), expected)
  }

  /** What is true of the commands of a run that were ever started, by name. */
  commands(files: StateFiles): ReadonlyMap<string, CommandStatus> {
    return commandStatuses(files, (path) => (this.#open ??= openFiles()).has(path))
  }
}

function summarized(
  commands: ReadonlyMap<string, CommandStatus>,
  expected: readonly string[],
): RunStatus {
  const all = [...commands.values()]
  const ofState = (...states: RunState[]) => all.filter(({ state }) => states.includes(state))
  const [busy] = [...ofState('running'), ...ofState('stalled')]
  if (busy !== undefined) return { state: busy.state, command: busy }
  const trouble = ofState(...TROUBLE)
    .sort((a, b) => compare(timeOf(a), timeOf(b)))
    .at(-1)
  if (trouble !== undefined) return { state: trouble.state, command: trouble }
  const names = expected.length > 0 ? expected : [...commands.keys()]
  const isDone = (name: string) => commands.get(name)?.state === 'finished'
  if (names.length > 0 && names.every(isDone)) return { state: 'finished' }
  const [waiting] = ofState('waiting')
  return waiting === undefined ? { state: 'waiting' } : { state: 'waiting', command: waiting }
}

/** When it was started, as the name of its log has it. */
const timeOf = ({ log = '' }: CommandStatus): string => LOG.exec(log)?.[2] ?? ''

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
