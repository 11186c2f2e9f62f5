import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { entriesOf } from '../state/claim.js'
import { readJson } from '../state/json-file.js'
import { isText } from '../state/run-start.js'
import { asAsked, type Asked } from '../state/sweep-record.js'
import { writeAtomically } from '../writers/atomic-file.js'

/** A job array that was submitted for tasks of a sweep; it stands beside their directories. */
export interface Submission {
  /** What tells it from others in the output folder. */
  readonly id: string
  /** The job array; not known if the one who submitted it was killed just then. */
  readonly job?: string
  /** When, as ISO 8601 in UTC. */
  readonly submitted: string
  /** Which tasks the sweep has. */
  readonly asked: Asked
  readonly force: boolean
  readonly retries: number
  /** In seconds. */
  readonly timeout?: number
  /** How many elements the array has; each does every so-manieth of the tasks. */
  readonly size: number
  /** The names of the tasks, in their order. */
  readonly tasks: readonly string[]
}

const FILE = /^assay\.slurm\.([\da-f]{8})\.json$/

const pathOf = (output: string, id: string): string => join(output, `assay.slurm.${id}.json`)

/** The YAML file as it was when the jobs were submitted. */
export const yamlOf = (output: string, id: string): string => join(output, `assay.slurm.${id}.yaml`)

export function writeSubmission(output: string, submission: Submission): void {
  writeAtomically(pathOf(output, submission.id), `${JSON.stringify(submission, undefined, 2)}\n`)
}

/** Forgets a submission that came to nothing. */
export function removeSubmission(output: string, id: string): void {
  rmSync(pathOf(output, id), { force: true })
  rmSync(yamlOf(output, id), { force: true })
}

/** The submissions of an output folder, the latest last. */
export function submissionsOf(output: string): Submission[] {
  const all = entriesOf(output).flatMap((name) => {
    const [, id] = FILE.exec(name) ?? []
    return (id === undefined ? undefined : readSubmission(output, id)) ?? []
  })
  return all.sort((a, b) => (a.submitted < b.submitted ? -1 : 1))
}

/** A submission; `undefined` when there is none, or a damaged one. */
export function readSubmission(output: string, id: string): Submission | undefined {
  try {
    const read = readJson(pathOf(output, id)) ?? {}
    const { job, submitted, force, retries, timeout, size, tasks } = read
    if (!isText(submitted) || !isCount(size) || !Array.isArray(tasks)) return undefined
    if (Number.isNaN(Date.parse(submitted))) return undefined
    // No element is without a task.
    if (size === 0 || size > tasks.length) return undefined
    return {
      id,
      submitted,
      asked: asAsked(read['asked']),
      force: force === true,
      retries: isCount(retries) ? retries : 0,
      size,
      tasks: tasks.filter(isText),
      ...(isText(job) && /^\d+$/.test(job) ? { job } : {}),
      ...(typeof timeout === 'number' && timeout > 0 ? { timeout } : {}),
    }
  } catch {
    return undefined
  }
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}

/** What the jobs of a submission bear, so that they are told from others of the same number. */
export const commentOf = (id: string): string => `assay ${id}`

/** The tasks that an element of the array does. */
export function shareOf({ tasks, size }: Submission, element: number): string[] {
  const count = Math.ceil((tasks.length - element) / size)
  return Array.from({ length: count }, (_, n) => tasks[element + n * size] ?? '')
}
