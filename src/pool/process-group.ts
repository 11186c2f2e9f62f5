import { spawnSync } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { processStart } from '../state/process-start.js'

/** How long a command has to end in order, after TERM, in milliseconds. */
const GRACE = 10_000

/** Sends a signal to all processes that a command started; those that are gone do not mind. */
export function signalGroup(leader: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (sent(-leader, signal) || processStart(leader) === undefined) return
  // One that has the terminal is in the group of the runner.
  for (const pid of descendants(leader)) sent(pid, signal)
}

function sent(to: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(to, signal)
  } catch {
    return false
  }
}

/** The processes that a process started, and those that these did. */
function descendants(ancestor: number): number[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
  const pairs = stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number))
  const found = [ancestor]
  for (const parent of found) {
    for (const [pid = 0, ppid] of pairs) if (ppid === parent) found.push(pid)
  }
  return found.slice(1)
}

/** How often is looked whether any of a group is left, in milliseconds. */
const LOOK = 50

/**
 * Ends the processes of a command: TERM at once, KILL after ten seconds or as soon as `hurry` says so.
 * Call what it gives when their leader has ended; it waits for what the command started, which may need
 * longer, or not listen to TERM.
 */
export function endGroup(leader: number, hurry: AbortSignal): () => Promise<void> {
  signalGroup(leader, 'SIGTERM')
  let isKilled = false
  const kill = (): void => {
    signalGroup(leader, 'SIGKILL')
    isKilled = true
  }
  const timer = setTimeout(kill, GRACE)
  if (hurry.aborted) kill()
  else hurry.addEventListener('abort', kill)
  return async () => {
    while (sent(-leader, 0)) {
      if (isKilled) break
      await pause(LOOK)
    }
    clearTimeout(timer)
    hurry.removeEventListener('abort', kill)
  }
}

/**
 * Kills what a command left when its leader was killed. Only then: the number of a group stays its
 * own as long as any of it lives, but a leader's number may by now be another's.
 */
export function killOrphans(leader: number): void {
  if (processStart(leader) === undefined) signalGroup(leader, 'SIGKILL')
}
