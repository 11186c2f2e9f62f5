import type { StateFiles } from '../state/files.js'
import { readParam, type WrittenParams } from '../state/read-param.js'
import type { Spec, Task } from '../sweep/plan.js'
import { sameValue } from '../values/same-value.js'
import { writeAtomically } from '../writers/atomic-file.js'
import { dumpYaml } from '../writers/yaml.js'

/**
 * Enters a task in its `param` as mlrunner does: what it says of other commands, and of params that
 * the task does not have, stays.
 */
export function enterParam(
  files: StateFiles,
  task: Task,
  time: string,
  scripts: ReadonlyMap<string, string>,
): void {
  const written = readParam(files)
  const before = written.get('_scripts')
  const all = new Map([...(before instanceof Map ? (before as WrittenParams) : []), ...scripts])
  const own = [
    ['_name', task.name],
    ['_output', task.dir],
    ['_time', time],
    ['_scripts', all],
  ] as const
  writeAtomically(files.param, dumpYaml(new Map([...written, ...task.spec, ...own])))
}

/** The params that a run was started with, and that the task has with another value. */
export function changedParams(files: StateFiles, spec: Spec): string[] {
  const written = readParam(files)
  return [...spec].flatMap(([name, value]) => {
    const before = written.get(name)
    return before === undefined || sameValue(before, value) ? [] : [name]
  })
}
