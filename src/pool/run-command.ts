import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, existsSync, openSync } from 'node:fs'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { processStart } from '../state/process-start.js'
import { RECORDED_RUN } from '../state/run-record.js'
import type { Ending } from '../state/task-state.js'
import { endingOf } from '../state/command-status.js'
import { Interruption } from './interruption.js'
import { endGroup, killOrphans } from './process-group.js'

/** How a run of a command came out. */
export interface Outcome {
  readonly state: Ending
  readonly pid: number
  readonly start: string
  readonly exitCode?: number
  readonly signal?: string
  readonly reason?: string
}

/** What ends a command before it ends by itself. */
export interface Limits {
  /** In milliseconds; none by default. */
  readonly timeout: number | undefined
  /** Interrupts it. */
  readonly signal: AbortSignal
  /** Kills what does not end when it is interrupted. */
  readonly hurry: AbortSignal
}

/** What is run, and where it keeps its record; see {@link RECORDED_RUN}. */
export interface Run {
  readonly script: string
  readonly record: string
  readonly claim: { readonly id: string; readonly path: string; readonly next: string }
  /** The start of the record, as JSON on one line. */
  readonly known: string
  /** The file for what it prints; the terminal when there is none. */
  readonly log: string | undefined
  readonly env: NodeJS.ProcessEnv
  /** It is of a job of Slurm, which ends commands itself. */
  readonly inJob: boolean
}

/**
 * Slurm, and systemd, send TERM to runners and commands at once, in no order: so long, in milliseconds, it
 * may be under way to the runner when a command has ended of it.
 */
const UNDER_WAY = 200

/** Runs a command in a group of its own; `undefined` when the claim was lost before it began. */
export async function runCommand(run: Run, limits: Limits): Promise<Outcome | undefined> {
  const { script, record, claim, known } = run
  const log = run.log === undefined ? undefined : openSync(run.log, 'ax')
  const names = [record, claim.path, claim.next, claim.id, known, script]
  let child: ChildProcess
  try {
    child = spawn('/bin/bash', ['-c', RECORDED_RUN, 'assay', ...names], {
      env: run.env,
      detached: log !== undefined,
      stdio: log === undefined ? 'inherit' : ['ignore', log, log],
    })
  } finally {
    if (log !== undefined) closeSync(log)
  }
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>
  const { pid } = child
  // Then it does not end, but fails.
  if (pid === undefined) throw (await ended.catch((error: unknown) => error)) as Error
  const start = processStart(pid) ?? ''
  const cut = limited(pid, Date.now(), limits)
  const [code, signal] = await ended
  if ((code !== 0 || run.inJob) && !limits.signal.aborted) await pause(UNDER_WAY)
  const early = await cut()
  if (code === null) killOrphans(pid)
  else if (code === 125 && !existsSync(record)) return undefined
  else if (code === 126 && !existsSync(record)) {
    throw new Error(`${record} cannot be written, without which no command is begun.`)
  }
  const natural =
    code === null
      ? { state: 'killed' as const, ...(signal === null ? {} : { signal }) }
      : endingOf(code)
  return { ...natural, ...early, pid, start }
}

/** Ends a command by its limits; what it gives says, when the command has ended, whether it did. */
export function limited(
  pid: number,
  started: number,
  { timeout, signal, hurry }: Limits,
): () => Promise<Pick<Outcome, 'state' | 'reason'> | undefined> {
  let early: Pick<Outcome, 'state' | 'reason'> | undefined
  let stop: (() => Promise<void>) | undefined
  const end = (state: 'timed out' | 'interrupted', reason: string): void => {
    early ??= { state, reason }
    stop ??= endGroup(pid, hurry)
  }
  const interrupt = (): void => {
    const state = signal.reason instanceof Interruption ? signal.reason.state : 'interrupted'
    end(state, reasonOf(signal))
  }
  if (signal.aborted) interrupt()
  else signal.addEventListener('abort', interrupt)
  const cancel =
    timeout === undefined
      ? undefined
      : later(started + timeout, () => end('timed out', `it ran longer than ${timeout / 1000} s`))
  return async () => {
    signal.removeEventListener('abort', interrupt)
    cancel?.()
    await stop?.()
    return early
  }
}

/** The longest that a timer takes. */
const LONGEST = 2 ** 31 - 1

function later(time: number, act: () => void): () => void {
  let timer: NodeJS.Timeout
  const wait = (): void => {
    const left = time - Date.now()
    timer = left > LONGEST ? setTimeout(wait, LONGEST) : setTimeout(act, Math.max(0, left))
  }
  wait()
  return () => clearTimeout(timer)
}

const reasonOf = ({ reason }: AbortSignal): string =>
  reason instanceof Error ? reason.message : String(reason)
