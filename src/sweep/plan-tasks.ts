import { counted } from '../values/counted.js'
import { checkTemplate, ValueCheck } from './check-values.js'
import type { Cell } from './cell.js'
import type { Choice } from './choice.js'
import type { Config } from './config.js'
import { combinationAt } from './grid.js'
import { MOST } from './range.js'
import { sampled } from './sampled.js'
import { specOf } from './spec.js'
import { SpecKeys } from './spec-keys.js'
import { SweepError } from './sweep-error.js'
import { ownValues } from './task.js'
import type { PlainNames } from './plain-names.js'
import { TaskNames } from './task-names.js'
import { placeholdersOf } from './template.js'

/** Which combinations of which choices are the tasks, in order: numbers only, to stay small. */
export interface PlannedTasks {
  readonly choices: readonly number[]
  readonly combinations: readonly number[]
  /** The names that are other than their params say, by the place of the task. */
  readonly otherNames: ReadonlyMap<number, string>
  readonly orphans: ReadonlySet<string>
  readonly notes: readonly string[]
}

export interface Planning {
  readonly config: Config
  readonly choices: readonly Choice[]
  readonly file: string | undefined
  readonly sample: number | undefined
  readonly seed: number
  readonly time: string
  readonly dirOf: (name: string) => string
  readonly plainNames: PlainNames
}

/** Finds the tasks of the choices and checks each, so that all of them can be made later. */
export function planTasks(planning: Planning): PlannedTasks {
  const tasks = new TaskList(planning)
  let combinations = 0
  planning.choices.forEach((choice, number) => {
    const place = { file: planning.file, line: choice.line }
    combinations += choice.grid.size
    if (combinations > MOST) {
      throw new SweepError(
        `With this choice there are ${combinations} combinations; a sweep can have ${MOST} at most. ` +
          'Give fewer values.',
        place,
      )
    }
    for (const template of choice.templates) checkTemplate(template, planning.config.aliases)
    const valid = validIn(choice)
    if (valid.length === 0) {
      throw new SweepError("'_exclude' leaves no combination of this choice. Exclude fewer.", place)
    }
    const { sample, seed } = planning
    // A seed of its own for each choice, wherever in the file others come and go.
    const drawn =
      sample === undefined ? valid : sampled(valid, sample, seed + (choice.line || number))
    for (const index of drawn) tasks.add(choice, number, index)
  })
  return tasks.finish()
}

function validIn({ grid }: Choice): readonly number[] {
  const all = Array.from({ length: grid.size }, (_, index) => index)
  const isFree = grid.when.size === 0 && grid.exclude.length === 0
  return isFree ? all : all.filter((index) => combinationAt(grid, index) !== undefined)
}

class TaskList {
  readonly #planning: Planning
  readonly #names: TaskNames
  readonly #values: ValueCheck
  readonly #keys = new SpecKeys()
  readonly #seen = new Set<string>()
  readonly #used = new Map<Choice, ReadonlySet<string>>()
  readonly #orphans = new Set<string>()
  readonly #choices: number[] = []
  readonly #combinations: number[] = []
  readonly #otherNames = new Map<number, string>()
  #clashes = 0
  #clash = ''

  constructor(planning: Planning) {
    this.#planning = planning
    this.#names = new TaskNames(planning.plainNames)
    this.#values = new ValueCheck(planning.file)
  }

  add(choice: Choice, number: number, index: number): void {
    const combination = combinationAt(choice.grid, index)
    if (combination === undefined) return
    if (combination.size === 0) throw this.#nameless(choice)
    const spec = specOf(this.#planning.config, combination)
    const key = this.#keys.keyOf(spec)
    const { isDistinct } = choice
    const { name, isPlain } = this.#names.nameOf({ combination, spec, key, isDistinct })
    // As in mlrunner, a task comes twice where its folder does: its commands may be others.
    if (this.#seen.has(key) && !this.#names.isTaken(name)) return
    this.#seen.add(key)
    this.#names.take(name, key)
    if (!isPlain) this.#otherNames.set(this.#choices.length, name)
    if (!isPlain && !isDistinct) this.#noteClash(name)
    this.#check(choice, name, spec)
    this.#choices.push(number)
    this.#combinations.push(index)
  }

  finish(): PlannedTasks {
    this.#values.finish()
    const notes = [...this.#values.notes]
    if (this.#clashes > 0) {
      notes.push(
        `${counted(this.#clashes, 'task')} would have the folder of another one with different ` +
          `params, and got a name that ends with a hash of its own, as '${this.#clash}'.`,
      )
    }
    return {
      choices: this.#choices,
      combinations: this.#combinations,
      otherNames: this.#otherNames,
      orphans: this.#orphans,
      notes,
    }
  }

  #check(choice: Choice, name: string, spec: ReadonlyMap<string, Cell>): void {
    const { time, dirOf } = this.#planning
    const own = ownValues({ name, dir: dirOf(name), time })
    for (const template of choice.templates) this.#values.check(template, spec, own, choice.line)
    const used = this.#usedIn(choice)
    for (const param of spec.keys()) if (!used.has(param)) this.#orphans.add(param)
  }

  /** The params that the choice's commands use; `repeat` is there for its own sake. */
  #usedIn(choice: Choice): ReadonlySet<string> {
    const known = this.#used.get(choice)
    if (known !== undefined) return known
    const used = new Set(choice.templates.flatMap(placeholdersOf).map(({ param }) => param))
    if (choice.isRepeated) used.add('repeat')
    this.#used.set(choice, used)
    return used
  }

  #noteClash(name: string): void {
    this.#clashes += 1
    if (this.#clashes === 1) this.#clash = name
  }

  #nameless({ line }: Choice): SweepError {
    return new SweepError(
      "'_when' leaves a combination of this choice without any param, and so without a name. " +
        'Add a param that is always there.',
      { file: this.#planning.file, line },
    )
  }
}
