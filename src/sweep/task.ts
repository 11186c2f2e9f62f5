import type { ParamValue } from '../experiment.js'
import type { Cell } from './cell.js'
import type { Choice } from './choice.js'
import { filled } from './fill.js'

/** Params by name, in order; an int is a bigint and a float a number. */
export type Spec = ReadonlyMap<string, ParamValue>

/** One shell command of a task, with all values in place. */
export interface Command {
  readonly name: string
  readonly script: string
}

/** One combination of a sweep. */
export interface Task {
  /** Its place in the plan, from 0. */
  readonly index: number
  /** `_name`, the folder's. */
  readonly name: string
  /** `_output`, the folder that it runs for. */
  readonly dir: string
  /** All its params: the choice, what aliases stand for, then the defaults. */
  readonly spec: Spec
  /** The params of the choice, which name it. */
  readonly choice: Spec
  readonly commands: readonly Command[]
}

/** What makes up a task, before its commands are filled in. */
export interface TaskParts {
  readonly index: number
  readonly name: string
  readonly dir: string
  readonly combination: ReadonlyMap<string, Cell>
  readonly spec: ReadonlyMap<string, Cell>
  readonly choice: Choice
  readonly time: string
}

export function taskOf({ index, name, dir, combination, spec, choice, time }: TaskParts): Task {
  const own = ownValues({ name, dir, time })
  const valueOf = (param: string): ParamValue => own.get(param) ?? spec.get(param)?.value ?? null
  const commands = choice.templates.map((template) => ({
    name: template.command,
    script: filled(template, valueOf),
  }))
  return { index, name, dir, spec: values(spec), choice: values(combination), commands }
}

/** What a template can have of the task itself. */
export const ownValues = (task: Pick<TaskParts, 'name' | 'dir' | 'time'>) =>
  new Map([
    ['_name', task.name],
    ['_output', task.dir],
    ['_time', task.time],
  ])

const values = (cells: ReadonlyMap<string, Cell>): Spec =>
  new Map(Array.from(cells, ([name, { value }]) => [name, value]))
