import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Claim, HEARTBEAT, isInHand, type SeenClaim } from '../state/claim.js'
import { stateFiles, type StateFiles } from '../state/files.js'
import { isAlive, thisProcess } from '../state/owner.js'
import { recordPath } from '../state/run-record.js'
import type { RunStart } from '../state/run-start.js'
import type { RunWatch } from '../state/run-status.js'
import { enterStat, forgetStats } from '../state/stat-file.js'
import { enterEnding, forgetEndings } from '../state/task-state.js'
import { joined } from '../sweep/joined.js'
import type { Command, Task } from '../sweep/plan.js'
import { shellQuote } from '../sweep/shell-quote.js'
import { adopt, orphanOf } from './adopt.js'
import { stamp } from './clock.js'
import type { RunEvent, Running } from './events.js'
import { newLogName } from './log-name.js'
import { shellLine, tee } from './log-line.js'
import { changedParams, enterParam } from './param-file.js'
import { runCommand, type Limits, type Outcome } from './run-command.js'
import type { Slots } from './slots.js'

/** How tasks are run. */
export interface TaskOptions extends Limits {
  /** The time of the whole run, as in the names of logs. */
  readonly time: string
  /** When the whole run began; what is finished since then is not forced again. */
  readonly began: Date
  readonly force: boolean
  readonly retries: number
  readonly debug: boolean
  /** Each task has a directory of its own. */
  readonly subdir: boolean
  /** The job of Slurm that this is. */
  readonly slurm: string | undefined
  readonly tell: (event: RunEvent) => void
  readonly watch: () => RunWatch
  /** A claim is held, and has to be kept alive until what it gives is called. */
  readonly holding: (claim: Claim, lost: () => void) => () => void
}

/** What running a task came to. */
export type TaskOutcome =
  | 'finished'
  /** All of its commands had been finished before. */
  | 'skipped'
  | 'failed'
  | 'interrupted'
  /** Another runner has it. */
  | 'busy'
  /** Another runner has it, on a machine that was not heard of for a while. */
  | 'silent'

export function filesOf(task: Task, subdir: boolean): StateFiles {
  return stateFiles(task.dir, subdir ? undefined : task.name)
}

/** Runs what is left to do of a task, if nobody else does. */
export async function runTask(
  task: Task,
  slots: Slots,
  options: TaskOptions,
): Promise<TaskOutcome> {
  const files = filesOf(task, options.subdir)
  const { work, foreign } = workOf(task, files, options)
  // What a runner left that was killed at its very end is put in order first.
  if (!isInHand(files)) {
    if (work.every(({ skip }) => skip)) {
      for (const { command } of work) options.tell({ type: 'skip', task, command })
      return 'skipped'
    }
    if (foreign) return 'busy'
  }
  mkdirSync(task.dir, { recursive: true })
  const claim = Claim.acquire(files)
  if (!(claim instanceof Claim)) return isSilent(claim) ? 'silent' : 'busy'
  const end = new AbortController()
  const interrupt = (): void => end.abort(options.signal.reason)
  options.signal.addEventListener('abort', interrupt)
  const release = options.holding(claim, () => end.abort(new Error('it was taken over')))
  const slot = slots.take(orphanOf(files)?.run.resource)
  try {
    const held = { ...options, signal: end.signal }
    await adopt(files, claim, held)
    if (!claim.isHeld()) return 'busy'
    const resource = slot === undefined ? {} : { resource: slot }
    return await runCommands({ task, files, claim, options: held, ...resource })
  } finally {
    slots.give(slot)
    release()
    options.signal.removeEventListener('abort', interrupt)
    claim.release()
  }
}

/** After so many milliseconds, its machine may be down. */
const LATE = 3 * HEARTBEAT

export const isSilent = (claim: SeenClaim | undefined): boolean =>
  claim !== undefined && claim.silent > LATE && isAlive(claim.owner) === undefined

/** What is to be done of a task. */
interface Work {
  readonly work: readonly { readonly command: Command; readonly skip: boolean }[]
  /** Why it is all run again: params that it was run with other values of. */
  readonly changed: readonly string[]
  /** mlrunner, which claims nothing, is running it. */
  readonly foreign: boolean
}

/** What is to be done of a task: a command that follows one that is run again is run again too. */
export function workOf(
  task: Task,
  files: StateFiles,
  { force, began, watch }: Pick<TaskOptions, 'force' | 'began' | 'watch'>,
): Work {
  const statuses = watch().commands(files)
  // A folder that many tasks share does not say with which params each was started.
  const own = files.shared === undefined && statuses.size > 0
  const changed = own ? changedParams(files, task.spec) : []
  let again = changed.length > 0
  const work = task.commands.map((command) => {
    const status = statuses.get(command.name)
    const isFresh = (status?.ended ?? '') >= began.toISOString()
    const skip = status?.state === 'finished' && !again && (!force || isFresh)
    again ||= !skip
    return { command, skip }
  })
  const foreign = [...statuses.values()].some(
    ({ state, started }) => state === 'running' && started === undefined,
  )
  return { work, changed, foreign }
}

/** A task in hand. */
interface Hand {
  readonly task: Task
  readonly files: StateFiles
  readonly claim: Claim
  readonly resource?: string
  readonly options: TaskOptions
}

async function runCommands(hand: Hand): Promise<TaskOutcome> {
  const { task, files, options } = hand
  if (options.signal.aborted) return 'interrupted'
  const { work, changed } = workOf(task, files, options)
  if (changed.length > 0) {
    const names = changed.map((name) => `'${name}'`).join(', ')
    const message = `${task.dir} was run with another value of ${names}; it is run again.`
    options.tell({ type: 'note', message })
  }
  const logs = new Map(task.commands.map(({ name }) => [name, logOf(hand, name, options.time)]))
  const lines = task.commands.map(
    (command) => [command.name, lineOf(hand, command, logs.get(command.name) ?? '')] as const,
  )
  const isDone = work.every(({ skip }) => skip)
  if (!isDone) {
    forgetLater(work, files)
    enterParam(files, task, options.time, new Map(lines))
  }
  for (const { command, skip } of work) {
    if (skip) {
      options.tell({ type: 'skip', task, command })
      continue
    }
    for (let attempt = 1; ; attempt++) {
      const log = attempt === 1 ? logs.get(command.name) : undefined
      const state = await runOnce(hand, command, attempt, log)
      if (state === undefined) return 'busy'
      if (state === 'finished') break
      if (isAborted(options)) return 'interrupted'
      if (attempt > options.retries) return 'failed'
    }
  }
  return isDone ? 'skipped' : 'finished'
}

/**
 * What follows a command that is run again is of its earlier run: it must not count as finished when only
 * that command gets to its end before the runner is killed.
 */
function forgetLater(work: Work['work'], files: StateFiles): void {
  const [, ...later] = work.flatMap(({ command, skip }) => (skip ? [] : [command.name]))
  // One that many tasks share says nothing of this one.
  if (files.shared === undefined) forgetStats(files, later)
  forgetEndings(files, later)
}

const isAborted = ({ signal }: TaskOptions): boolean => signal.aborted

const logOf = ({ files }: Hand, command: string, time: string): string =>
  newLogName(files.dir, command, time, files.shared)

const lineOf = ({ files, resource, options }: Hand, { script }: Command, log: string): string =>
  shellLine(script, shellQuote(joined(files.dir, log)), { resource, debug: options.debug })

/** Runs a command once; `undefined` when the claim was lost before it began. */
async function runOnce(
  hand: Hand,
  command: Command,
  attempt: number,
  planned: string | undefined,
): Promise<Outcome['state'] | undefined> {
  const { task, files, claim, resource, options } = hand
  const now = new Date()
  const name = planned ?? logOf(hand, command.name, stamp(now))
  if (planned === undefined) {
    const line = lineOf(hand, command, name)
    enterParam(files, task, options.time, new Map([[command.name, line]]))
  }
  const log = join(files.dir, name)
  const { host, machine } = thisProcess()
  const known: RunStart = {
    command: command.name,
    log: name,
    attempt,
    started: now.toISOString(),
    host,
    machine,
    ...(resource === undefined ? {} : { resource }),
    ...(options.slurm === undefined ? {} : { slurm: options.slurm }),
  }
  enterStat(files, command.name, 'running')
  const running: Running = {
    task,
    command,
    ...(resource === undefined ? {} : { resource }),
    log,
    started: now.getTime(),
  }
  options.tell({ type: 'start', attempt, ...running })
  const record = recordPath(files, claim.id)
  const script = options.debug ? `{ ${command.script}\n} ${tee(shellQuote(log))}` : command.script
  const env =
    resource === undefined ? process.env : { ...process.env, CUDA_VISIBLE_DEVICES: resource }
  const inJob = options.slurm !== undefined
  const run = { script, record, claim, known: JSON.stringify(known), env, inJob }
  const outcome = await runCommand({ ...run, log: options.debug ? undefined : log }, options)
  if (outcome === undefined || !claim.isHeld()) return undefined
  enterEnding(files, { ...known, ...outcome, ended: new Date().toISOString() })
  enterStat(files, command.name, outcome.state === 'finished' ? 'finished' : 'failed')
  rmSync(record, { force: true })
  tellEnding(running, outcome, attempt, options)
  return outcome.state
}

function tellEnding(
  running: Running,
  { state, exitCode, signal, reason }: Outcome,
  attempt: number,
  options: TaskOptions,
): void {
  const { started, log, ...step } = running
  if (state === 'finished') {
    options.tell({ type: 'done', seconds: (Date.now() - started) / 1000, ...step })
    return
  }
  options.tell({
    type: 'fail',
    ...step,
    state,
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(signal === undefined ? {} : { signal }),
    ...(reason === undefined ? {} : { reason }),
    again: attempt <= options.retries && !options.signal.aborted,
    log,
  })
}
