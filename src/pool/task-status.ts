import { join } from 'node:path'
import type { CommandStatus, RunState } from '../state/command-status.js'
import type { RunStatus } from '../state/run-status.js'

/** What is true of one task, or run. */
export interface TaskStatus {
  readonly name: string
  readonly dir: string
  readonly state: RunState
  /** The command that is running, or that went wrong. */
  readonly command?: string
  /** Why, in words: `exit code 1`, `SIGKILL`, ... */
  readonly reason?: string
  /** The path of the log of that command. */
  readonly log?: string
  /** When it began and ended, as ISO 8601 in UTC. */
  readonly started?: string
  readonly ended?: string
  readonly host?: string
  /** The job of Slurm that it is of: `12_3`. */
  readonly slurm?: string
}

export function taskStatus(name: string, dir: string, status: RunStatus): TaskStatus {
  const { state, command } = status
  if (command === undefined) return { name, dir, state }
  const { log, started, ended, host, slurm } = command
  const reason = reasonOf(command)
  return {
    name,
    dir,
    state,
    command: command.command,
    ...(reason === undefined ? {} : { reason }),
    ...(log === undefined ? {} : { log: join(dir, log) }),
    ...(started === undefined ? {} : { started }),
    ...(ended === undefined ? {} : { ended }),
    ...(host === undefined ? {} : { host }),
    ...(slurm === undefined ? {} : { slurm }),
  }
}

function reasonOf({ state, reason, signal, exitCode }: CommandStatus): string | undefined {
  if (reason !== undefined) return reason
  if (signal !== undefined) return signal
  return exitCode === undefined || state === 'finished' ? undefined : `exit code ${exitCode}`
}
