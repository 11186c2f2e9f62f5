import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** What a cell came to; the same as in run-cells.mjs. */
export interface RunCell {
  readonly code: string
  readonly status: string
  readonly stdout: string
  readonly stderr: string
  readonly displays: readonly Readonly<Record<string, unknown>>[]
}

const RUN_CELLS = fileURLToPath(new URL('run-cells.mjs', import.meta.url))

/** Runs cells in a tslab of their own, one after the other until one fails. */
export async function runCells(sources: readonly string[]): Promise<RunCell[]> {
  const child = fork(RUN_CELLS, { cwd: 'notebooks', execArgv: [] })
  child.send(sources)
  const died = once(child, 'exit').then(([code]) => {
    throw new Error(`The process that runs the cells ended with exit code ${code}.`)
  })
  const [run] = (await Promise.race([once(child, 'message'), died])) as [RunCell[]]
  return run
}
