import { join } from 'node:path'

/** The files that Assay keeps beside mlrunner's `param` and `stat`, for one task. */
export interface StateFiles {
  readonly dir: string
  /** The task's name, when the directory is not its own (`--no-subdir`). */
  readonly shared: string | undefined
  readonly param: string
  readonly stat: string
  /** What became of its commands. */
  readonly state: string
  /** Claims are named by it and a number; runs of commands by it and their claim's id. */
  readonly claimPrefix: string
  readonly runPrefix: string
}

/** `shared`: the task's name, when the directory is not its own. */
export function stateFiles(dir: string, shared?: string): StateFiles {
  const own = shared === undefined ? 'assay.' : `assay.${shared}.`
  return {
    dir,
    shared,
    param: join(dir, 'param'),
    stat: join(dir, 'stat'),
    state: join(dir, `${own}state.json`),
    claimPrefix: `${own}claim.`,
    runPrefix: `${own}run.`,
  }
}
