import { table } from 'arquero'
import { toTSV } from '../formats/delimited.js'
import { sweepGaps } from '../pool/sweep-gaps.js'
import type { TaskStatus } from '../pool/task-status.js'
import { EXIT, type Terminal } from './run.js'
import { writeTo } from './write.js'

/** What `assay gaps` was asked for. */
export interface GapsArguments {
  readonly output: string
  readonly title?: string
  readonly command?: readonly string[]
  readonly subdir: boolean
  readonly format: 'tsv' | 'yaml'
}

/** Prints which tasks of a grid are missing, failed, or in no grid; gives the exit code. */
export async function gaps(
  file: string,
  { command: commands, format, ...options }: GapsArguments,
  { stdout, stderr }: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const found = sweepGaps(file, { ...options, ...(commands === undefined ? {} : { commands }) })
  const { missing, failed, orphaned, yaml } = found
  await writeTo(stdout, [format === 'yaml' ? yaml : tsv(found)], signal)
  stderr.write(
    `Missing: ${missing.length}, failed: ${failed.length}, orphaned: ${orphaned.length}\n`,
  )
  return EXIT.ok
}

function tsv({
  missing,
  failed,
  orphaned,
}: Record<'missing' | 'failed' | 'orphaned', readonly TaskStatus[]>): string {
  const rows = [
    ...missing.map((task) => ({ gap: 'missing', ...task })),
    ...failed.map((task) => ({ gap: 'failed', ...task })),
    ...orphaned.map((task) => ({ gap: 'orphaned', ...task })),
  ]
  return toTSV(
    table({
      gap: rows.map(({ gap }) => gap),
      run: rows.map(({ dir }) => dir),
      state: rows.map(({ state }) => state),
      command: rows.map(({ command }) => command),
      reason: rows.map(({ reason }) => reason),
    }),
  )
}
