import type { DeclaredParser } from '../parsers/parser.js'
import type { RunState } from '../state/command-status.js'
import { stateFiles } from '../state/files.js'
import { RunWatch } from '../state/run-status.js'
import { mapEntries } from '../values/map-entries.js'

export const RUN_STATUS = 'status'

/** How long what processes have open is taken to stay so, in milliseconds. */
const FRESH = 1000

/**
 * A parser of the metric `status` of runs of mlrunner's, and of `assay run`: `'finished'`,
 * `'running'`, `'failed'`, `'killed'`, ... as `assay status` says it. Runs of other tools have none.
 *
 * @example
 * const examiner = new Examiner().add(runStatus())
 * await examiner.exam({ output: 'examples/cifar10/output' })
 * examiner.table().get('status', 0) // 'finished'
 */
export function runStatus(): DeclaredParser<{ status: RunState }> {
  let watch = new RunWatch()
  let until = 0
  return {
    name: RUN_STATUS,
    files: ['param', 'stat'],
    metrics: ['status'],
    parse({ dir, experiment }) {
      if (experiment.layout !== 'mlrunner') return undefined
      if (performance.now() > until) {
        watch = new RunWatch()
        until = performance.now() + FRESH
      }
      const scripts = mapEntries(experiment.param['_scripts'] ?? null) ?? []
      const commands = scripts.map(([command]) => command)
      return { status: watch.status(stateFiles(dir), commands).state }
    },
  }
}
