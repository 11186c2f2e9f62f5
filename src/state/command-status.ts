import { realpathSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { entriesOf, highestClaim, STALLED_AFTER, type SeenClaim } from './claim.js'
import type { StateFiles } from './files.js'
import { recordPath, runRecords, type RunRecord } from './run-record.js'
import type { RunStart } from './run-start.js'
import { readStat } from './stat-file.js'
import { readTaskState, type CommandRecord, type Ending } from './task-state.js'

/** What a command, or a run, is doing, or how it ended. */
export type RunState = 'waiting' | 'running' | 'stalled' | Ending

/** What is known of one command of a task. */
export interface CommandStatus extends Partial<RunStart> {
  readonly command: string
  readonly state: RunState
  readonly ended?: string
  readonly exitCode?: number
  readonly signal?: string
  /** Why, in words. */
  readonly reason?: string
}

/** The name of a log without its time: `log.train.20220517.074342`, and with a shared folder a name. */
export const LOG = /^log\.(.+?)\.(\d{8}\.\d{6})(?:\.(.+))?$/s

/**
 * What is true of the commands of a task that were ever started, by name: what its processes, the
 * records beside it and mlrunner's `stat` say together. Of mlrunner's runs, `running` is believed only
 * when some process has the log open.
 */
export function commandStatuses(
  files: StateFiles,
  isOpen: (path: string) => boolean,
): ReadonlyMap<string, CommandStatus> {
  const state = readTaskState(files)
  // In a shared folder, `stat` does not say which of the tasks it means.
  const statuses = new Map<string, CommandStatus>(files.shared === undefined ? [] : state)
  for (const [command, said] of files.shared === undefined ? readStat(files) : []) {
    const known = state.get(command)
    statuses.set(command, statusOf(command, said, known, files, isOpen))
  }
  const records = runRecords(files)
  if (records.length === 0) return statuses
  const claim = highestClaim(files)
  for (const record of records) statuses.set(record.run.command, recorded(record, files, claim))
  return statuses
}

function statusOf(
  command: string,
  said: string,
  known: CommandRecord | undefined,
  files: StateFiles,
  isOpen: (path: string) => boolean,
): CommandStatus {
  // Where they disagree, mlrunner has run the command since.
  if (said === 'finished') return known?.state === said ? known : { command, state: said }
  const log = latestLog(command, files)
  if (said === 'failed') {
    if (known !== undefined && known.state !== 'finished') return known
    return { command, state: said, ...(log === undefined ? {} : { log }) }
  }
  const path = log === undefined ? undefined : join(files.dir, log)
  if (log !== undefined && path !== undefined && isOpen(real(path))) {
    return { command, state: 'running', log }
  }
  const claim = highestClaim(files)
  if (claim !== undefined && !claim.dead) return { command, state: 'running', ...ofHolder(claim) }
  if (known !== undefined && known.log === log) return known
  if (log === undefined) {
    return {
      command,
      state: 'waiting',
      reason: 'marked as running, but never started (a dry run?)',
    }
  }
  return {
    command,
    state: 'killed',
    log,
    reason: 'marked as running, but no process has its log open',
  }
}

const ofHolder = ({ owner }: SeenClaim) => ({ host: owner.host })

function recorded(
  record: RunRecord,
  files: StateFiles,
  claim: SeenClaim | undefined,
): CommandStatus {
  const { run: common, code, ended } = record
  const { host } = common
  if (code !== undefined) {
    return { ...common, ...endingOf(code), ...(ended === undefined ? {} : { ended }) }
  }
  const holds = claim !== undefined && recordPath(files, claim.id) === record.path
  const isHeld = holds && !claim.dead
  if (record.alive === false) return { ...common, state: 'killed' }
  if (record.alive === true) {
    const reason = isHeld ? {} : { reason: 'its runner is gone; it goes on by itself' }
    return { ...common, state: 'running', ...reason }
  }
  if (!isHeld) return { ...common, state: 'killed', reason: `${host} was not heard of any more` }
  if (claim.silent < STALLED_AFTER) return { ...common, state: 'running' }
  const silent = `${Math.round(claim.silent / 1000)} s`
  return { ...common, state: 'stalled', reason: `${host} was not heard of for ${silent}` }
}

/** What an exit code of bash says: 128 and more is the number of a signal. */
export function endingOf(code: number): Pick<CommandRecord, 'state' | 'exitCode' | 'signal'> {
  if (code === 0) return { state: 'finished', exitCode: 0 }
  const signal = SIGNALS.get(code - 128)
  return signal === undefined
    ? { state: 'failed', exitCode: code }
    : { state: 'killed', exitCode: code, signal }
}

const SIGNALS = new Map(Object.entries(constants.signals).map(([name, number]) => [number, name]))

/** The log of a command with the latest time. */
function latestLog(command: string, files: StateFiles): string | undefined {
  const logs = entriesOf(files.dir).filter((name) => {
    const [, of, , task] = LOG.exec(name) ?? []
    return of === command && (files.shared === undefined || task === files.shared)
  })
  return logs.sort().at(-1)
}

function real(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}
