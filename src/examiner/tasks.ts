import { setImmediate } from 'node:timers/promises'
import type { FileProblem, Issue } from '../issue.js'
import { sortNaturally } from '../values/natural-order.js'
import type { Found } from './discover.js'
import type { Task } from './examine.js'
import { OpenPlace } from './open-place.js'

/** What there is to examine, and what was wrong with the places as a whole. */
export interface Tasks {
  readonly tasks: readonly Task[]
  readonly issues: readonly Issue[]
  /** How many places have a problem and no run. */
  readonly empty: number
}

/** The runs in the places whose name the regex is found in, sorted by name. */
export async function tasksOf(
  places: readonly Found[],
  regex: RegExp,
  signal: AbortSignal,
): Promise<Tasks> {
  const stateless = new RegExp(regex.source, regex.flags.replace(/[gy]/g, ''))
  const tasks: Task[] = []
  const issues: Issue[] = []
  let empty = 0
  for (const found of places) {
    // Listing the runs in a file reads it; a database's handle is given back between two turns.
    if (found.place.kind === 'file') await setImmediate()
    signal.throwIfAborted()
    const place = new OpenPlace(found)
    const problems: Issue[] = []
    const report = (problem: FileProblem): void => {
      problems.push({ ...problem, experiment: found.name })
    }
    const runs = place.list(report)
    const before = tasks.length
    for (const { id } of runs) {
      if (stateless.test(nameOf(found.shortName, id))) {
        tasks.push({ name: nameOf(found.name, id), place, id })
      } else {
        place.examined()
      }
    }
    if (tasks.length === before && !stateless.test(found.shortName)) continue
    if (found.also.length > 0) report(ambiguous(found))
    if (runs.length === 0 && problems.length > 0) empty += 1
    issues.push(...problems)
  }
  // The places are in order; the runs in one of them need not be.
  const inOrder = tasks.some(({ id }) => id !== undefined)
    ? sortNaturally(distinct(tasks), ({ name }) => name)
    : tasks
  return { tasks: inOrder, issues, empty }
}

/** A run in a file `a.db` may have the name of a folder `a.db/1` elsewhere. */
function distinct(tasks: readonly Task[]): readonly Task[] {
  const names = new Set<string>()
  return tasks.map((task) => {
    let free = task.name
    for (let n = 2; names.has(free); n++) free = `${task.name}#${n}`
    names.add(free)
    return free === task.name ? task : { ...task, name: free }
  })
}

function nameOf(place: string, id: string | undefined): string {
  return id === undefined ? place : `${place}/${id}`
}

function ambiguous({ place, layout, why, also }: Found): FileProblem {
  const others = also.map((other) => `${other.layout.name} (${other.why})`).join(' and ')
  return {
    code: 'layout-ambiguous',
    file: place.path,
    message:
      `${place.path} was read as ${layout.name} (${why}), but it looks like ${others} too; ` +
      `layout: '${also[0]?.layout.name ?? ''}' reads it as that.`,
  }
}
