import type { PoolSummary } from '../pool/run-pool.js'
import type { SweepGaps } from '../pool/sweep-gaps.js'
import type { SweepStatus } from '../pool/sweep-status.js'
import { counted } from '../values/counted.js'
import { recordGrid } from './grid.js'
import type { View } from './view.js'

export function isSweepStatus(value: object): value is SweepStatus {
  const { tasks, counts } = value as Partial<Record<string, unknown>>
  return Array.isArray(tasks) && typeof counts === 'object'
}

export function isPoolSummary(value: object): value is PoolSummary {
  const { tasks, finished, left, skipped } = value as Partial<Record<string, unknown>>
  const counts = [tasks, finished, left]
  return counts.every((count) => typeof count === 'number') && Array.isArray(skipped)
}

export function isSweepGaps(value: object): value is SweepGaps {
  const { missing, failed, orphaned, yaml } = value as Partial<Record<string, unknown>>
  return [missing, failed, orphaned].every(Array.isArray) && typeof yaml === 'string'
}

const COLUMNS = ['name', 'state', 'command', 'reason'] as const

/** The tasks of a sweep, those that are not finished first. */
export function sweepStatusView({ tasks, counts }: SweepStatus): View {
  const some = Object.entries(counts).filter(([, count]) => count > 0)
  const isDone = ({ state }: { readonly state: string }) => state === 'finished'
  const sorted = [...tasks.filter((task) => !isDone(task)), ...tasks.filter(isDone)]
  const line = [counted(tasks.length, 'task'), ...some.map(([state, n]) => `${n} ${state}`)]
  return {
    line: line.join(', '),
    parts: () => [line.join(', '), recordGrid(COLUMNS, sorted.map(blanks), 'tasks')],
  }
}

/** What became of the tasks of a sweep. */
export function poolSummaryView(summary: PoolSummary): View {
  const { tasks, finished, skipped, failed, interrupted, left } = summary
  const counts = {
    finished,
    skipped: skipped.length,
    failed: failed.length,
    interrupted: interrupted.length,
    left,
  }
  const some = Object.entries(counts).filter(([, count]) => count > 0)
  const line = [counted(tasks, 'task'), ...some.map(([what, n]) => `${n} ${what}`)].join(', ')
  const names = [...failed, ...interrupted]
  return { line, parts: () => [[line, ...names].join('\n')] }
}

/** Which tasks of a sweep are missing or failed, and which runs are in no grid. */
export function sweepGapsView({ missing, failed, orphaned }: SweepGaps): View {
  const line = `${missing.length} missing, ${failed.length} failed, ${orphaned.length} orphaned`
  const rows = [
    ...missing.map((task) => ({ gap: 'missing', ...blanks(task) })),
    ...failed.map((task) => ({ gap: 'failed', ...blanks(task) })),
    ...orphaned.map((task) => ({ gap: 'orphaned', ...blanks(task) })),
  ]
  return { line, parts: () => [line, recordGrid(['gap', ...COLUMNS], rows, 'tasks')] }
}

function blanks({ name, state, command, reason }: SweepStatus['tasks'][number]) {
  return { name, state, command, reason }
}
