import type { SweepStatus } from '../pool/sweep-status.js'
import type { TaskStatus } from '../pool/task-status.js'
import { sweepStatus } from '../slurm/sweep-status.js'
import { shellQuote } from '../sweep/shell-quote.js'
import { lastLine } from './last-line.js'
import { printable } from './progress.js'
import { EXIT, type Terminal } from './run.js'

const WENT_WRONG = ['failed', 'killed', 'timed out', 'interrupted'] as const

/** Prints what the tasks of an output folder are doing; gives the exit code. */
export function status(output: string, { stdout, stderr }: Terminal): number {
  const { tasks, counts, trouble } = sweepStatus(output)
  if (trouble !== undefined) stderr.write(`assay: ${printable(trouble)}\n`)
  stdout.write(`${countsLine({ tasks, counts })}\n`)
  if (tasks.length === 0) {
    stderr.write(`assay: no sweep was run in ${shellQuote(printable(output))}; name its folder.\n`)
  }
  for (const task of tasks) {
    if (task.state !== 'finished') stdout.write(`${printable(taskLine(task))}\n`)
  }
  return WENT_WRONG.some((state) => counts[state] > 0) ? EXIT.issues : EXIT.ok
}

function countsLine({ tasks, counts }: SweepStatus): string {
  const some = Object.entries(counts).filter(([, count]) => count > 0)
  const all = `Tasks: ${tasks.length}`
  return [all, ...some.map(([state, count]) => `${state}: ${count}`)].join(', ')
}

/** The state, the directory, the command and why, and the last line of its log. */
function taskLine({ state, dir, command, reason, log, host }: TaskStatus): string {
  const why = [command, reason, state === 'running' || state === 'stalled' ? host : undefined]
  const last = log === undefined ? undefined : lastLine(log)
  const parts = [state.padEnd(11), shellQuote(dir), why.filter(Boolean).join(', '), last]
  return parts.filter((part) => part !== undefined && part !== '').join('  ')
}
