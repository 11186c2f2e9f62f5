import { RunWatch } from '../state/run-status.js'
import { shellQuote } from '../sweep/shell-quote.js'
import { joined } from '../sweep/joined.js'
import type { Plan } from '../sweep/plan.js'
import type { RunEvent, Step } from './events.js'
import { newLogName } from './log-name.js'
import { shellLine } from './log-line.js'
import { filesOf, workOf } from './run-task.js'

/** A command that would be run, with the line for the shell, or one that would be skipped. */
export type DryStep =
  ({ readonly type: 'start'; readonly line: string } & Step) | Extract<RunEvent, { type: 'skip' }>

/** How a dry run is done. */
export interface DryOptions {
  /** What the tasks would run on, by turns. */
  readonly resources: readonly (string | undefined)[]
  readonly time: string
  readonly force: boolean
  readonly subdir: boolean
  readonly debug: boolean
}

/** What a run would do, one command after the other; nothing is run, and nothing written. */
export function* dryRun(plan: Plan, options: DryOptions): Generator<DryStep> {
  const { resources, time, subdir, debug } = options
  const watch = new RunWatch()
  const settings = { ...options, began: new Date(), watch: () => watch }
  for (let index = 0; index < plan.size; index++) {
    const task = plan.task(index)
    const files = filesOf(task, subdir)
    const resource = resources[index % resources.length]
    const { work } = workOf(task, files, settings)
    for (const { command, skip } of work) {
      if (skip) {
        yield { type: 'skip', task, command }
        continue
      }
      const log = joined(files.dir, newLogName(files.dir, command.name, time, files.shared))
      const line = shellLine(command.script, shellQuote(log), { resource, debug })
      yield { type: 'start', line, task, command, ...(resource === undefined ? {} : { resource }) }
    }
  }
}
