import { randomInt } from 'node:crypto'
import { existsSync } from 'node:fs'
import type { ParamValue } from '../experiment.js'
import { AssayError } from '../issue.js'
import { valueOf, type Located } from '../readers/yaml/documents.js'
import { readChoice } from './choice.js'
import { readConfig, type Config } from './config.js'
import { combinationAt } from './grid.js'
import { joined } from './joined.js'
import { PlainNames } from './plain-names.js'
import { planTasks } from './plan-tasks.js'
import type { SweepSource } from './source.js'
import { specOf } from './spec.js'
import { taskOf, type Spec, type Task } from './task.js'
import { chosenDocuments } from './titled.js'

export type { Command, Spec, Task } from './task.js'

/** How a sweep is planned. */
export interface PlanOptions {
  /** The folder of all tasks. Default `output`. */
  readonly output?: string | undefined
  /** Only the choices with this `_title`. */
  readonly title?: string | undefined
  /** Only these commands, whatever `_cmd` says. */
  readonly commands?: readonly string[] | undefined
  /** So many combinations of each choice at random. */
  readonly sample?: number | undefined
  /** What `sample` draws with; without one it is drawn itself. */
  readonly seed?: number | undefined
  /** A folder for each task, the default, or the output folder for all. */
  readonly subdir?: boolean | undefined
  /** `_time`. */
  readonly time: string
  /** Whether a path exists, for texts that are paths are named by their last part. */
  readonly exists?: ((path: string) => boolean) | undefined
  /** Whether a sweep without `resource` is an error; default true. */
  readonly requireResource?: boolean | undefined
  /** Keep the first task only. */
  readonly firstOnly?: boolean | undefined
}

/** The tasks of a sweep and what is told of them. */
export interface Plan {
  /** As mlrunner shows them: each value as a list, without titles. */
  readonly choices: readonly ReadonlyMap<string, readonly ParamValue[]>[]
  /** With a title: the chosen documents as written. */
  readonly titled: readonly Spec[]
  /** The params that a task has and none of its commands uses. */
  readonly orphans: ReadonlySet<string>
  /** How many tasks and commands there are. */
  readonly size: number
  readonly commandCount: number
  readonly resources: readonly string[] | 'auto' | undefined
  /** The file's `slurm:`, values as they are written. */
  readonly slurm: ReadonlyMap<string, string>
  /** What is worth knowing before it runs. */
  readonly notes: readonly string[]
  /** What the sample was drawn with. */
  readonly seed: number | undefined
  /** A task by its place, from 0; made anew each time. */
  task(index: number): Task
  /** All tasks, in order. */
  [Symbol.iterator](): IterableIterator<Task>
}

const LONGEST_NAME = 255
// What stands beside a task's name in the name of a file in the common folder.
const BESIDE_NAME = 40

/**
 * The tasks of a sweep, all of them checked: whatever can be wrong with one is an error now.
 *
 * @throws SweepError with the place in the file and what to do.
 */
export function planSweep(source: SweepSource, options: PlanOptions): Plan {
  const { output = 'output', title, sample, subdir = true, time, exists = existsSync } = options
  const { file } = source
  const config = readConfig(source, { requireResource: options.requireResource ?? true })
  const documents = chosenDocuments(source, title)
  const commands = options.commands ?? []
  const choices = documents.map((document) => readChoice(document, { config, file, commands }))
  const seed = seedOf(options)
  const dirOf = (name: string): string => (subdir ? joined(output, name) : output)
  const nameLimit = subdir ? LONGEST_NAME : LONGEST_NAME - BESIDE_NAME - logLength(config, time)
  const plainNames = new PlainNames(nameLimit, exists)
  const planned = planTasks({
    ...{ config, choices, file, sample, time, dirOf, plainNames },
    seed: seed ?? 0,
  })
  const count = planned.choices.length
  const size = options.firstOnly === true ? Math.min(count, 1) : count
  const choiceAt = (index: number) => choices[planned.choices[index] ?? -1]
  let commandCount = 0
  for (let index = 0; index < size; index++) commandCount += choiceAt(index)?.templates.length ?? 0
  const plan: Plan = {
    choices: choices.map(({ shown }) => shown),
    titled: title === undefined ? [] : documents.map(asWritten),
    orphans: planned.orphans,
    size,
    commandCount,
    resources: config.resources,
    slurm: config.slurm,
    notes: [...config.notes, ...planned.notes],
    seed,
    task(index) {
      const choice = index < size ? choiceAt(index) : undefined
      const combination = choice && combinationAt(choice.grid, planned.combinations[index] ?? 0)
      if (choice === undefined || combination === undefined) {
        throw new AssayError(`There is no task ${index}; the plan has ${size}, from 0.`)
      }
      const spec = specOf(config, combination)
      const name = planned.otherNames.get(index) ?? plainNames.nameOf(combination)
      return taskOf({ index, name, dir: dirOf(name), combination, spec, choice, time })
    },
    *[Symbol.iterator]() {
      for (let index = 0; index < size; index++) yield plan.task(index)
    },
  }
  return plan
}

function seedOf({ sample, seed }: PlanOptions): number | undefined {
  if (sample === undefined) {
    if (seed === undefined) return undefined
    throw new AssayError('A seed is for drawing a sample; say how large: --sample 20, sample: 20.')
  }
  if (!Number.isSafeInteger(sample) || sample < 1) {
    throw new AssayError(`A sample of ${sample} cannot be drawn; give a whole number from 1.`)
  }
  if (seed === undefined) return randomInt(2 ** 31)
  if (Number.isSafeInteger(seed)) return seed
  throw new AssayError(`The seed ${seed} is no whole number; give one, such as 0.`)
}

/** The length of the longest `log.<command>.<time>.`. */
const logLength = ({ templates }: Config, time: string): number =>
  Math.max(...Array.from(templates.keys(), (name) => Buffer.byteLength(`log.${name}.${time}.`)))

/** The entries of a choice, whose keys are texts. */
const asWritten = (document: Located): Spec => new Map(valueOf(document) as Spec)
