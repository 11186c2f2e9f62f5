import { statSync } from 'node:fs'
import type { Evidence } from './evidence.js'
import { fileOf, type LoggedRun } from './logs.js'

const MOST_BYTES = 2 ** 30

/** The runs to try proposals on: all, or of very large logs some, spread evenly over all. */
export function spread(runs: readonly LoggedRun[], evidence: readonly Evidence[]): LoggedRun[] {
  const logs = [...new Set(evidence.map(({ log }) => log))]
  let bytes = 0
  for (const run of runs) {
    for (const log of logs) bytes += sizeOf(fileOf(log, run))
  }
  const every = Math.ceil(bytes / MOST_BYTES)
  const examples = new Set(evidence.map(({ run }) => run))
  return runs.filter((run, index) => index % Math.max(1, every) === 0 || examples.has(run))
}

function sizeOf(file: string | undefined): number {
  return file === undefined ? 0 : (statSync(file, { throwIfNoEntry: false })?.size ?? 0)
}
