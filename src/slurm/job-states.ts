import { AssayError } from '../issue.js'
import { ask } from './ask.js'

/** What Slurm knows of an element of a job array. */
export interface JobState {
  /** `12_3`. */
  readonly job: string
  /** `PENDING`, `RUNNING`, `TIMEOUT`, `OUT_OF_MEMORY`, ... */
  readonly state: string
  /** Why it waits, or why it ended; often none. */
  readonly reason: string
  /** What whoever submitted it wrote on it, where that is known. */
  readonly comment?: string
}

/** How many jobs are asked for at once. */
const AT_ONCE = 500

/** The jobs that Slurm still has in its memory, which is for minutes after they ended. */
export function queuedStates(jobs: readonly string[]): JobState[] {
  const states: JobState[] = []
  for (let from = 0; from < jobs.length; from += AT_ONCE) {
    const some = jobs.slice(from, from + AT_ONCE)
    // A job that it has forgotten is an error when it is the only one that is asked for.
    const asked = [...some, ...some].join(',')
    const said = ask('squeue', ['-h', '-r', '-t', 'all', '-o', '%F|%K|%T|%r|%k', '-j', asked])
    states.push(...said.split('\n').flatMap(parsed))
  }
  return states
}

/** The jobs that the accounting knows; none where there is no accounting. */
export function accountedStates(jobs: readonly string[]): JobState[] {
  if (jobs.length === 0) return []
  try {
    const said = ask('sacct', ['-n', '-P', '-j', jobs.join(','), '-o', 'JobID,State'])
    return accounted(said)
  } catch (error) {
    if (error instanceof AssayError) return []
    throw error
  }
}

/** A kill for want of memory may stand in the line of a step alone. */
export function accounted(said: string): JobState[] {
  const states = new Map<string, JobState>()
  for (const line of said.split('\n')) {
    const [id = '', words = ''] = line.split('|')
    const [, array, elements, step] = /^(\d+)_(\[?[\d,:%-]+\]?)(\..*)?$/.exec(id) ?? []
    const [state = ''] = words.split(' ')
    if (array === undefined || elements === undefined || state === '') continue
    for (const element of elementsOf(elements)) {
      const job = `${array}_${element}`
      if (step === undefined || state === 'OUT_OF_MEMORY')
        states.set(job, { job, state, reason: '' })
    }
  }
  return [...states.values()]
}

function parsed(line: string): JobState[] {
  const [array, elements = '', state = '', reason = '', ...words] = line.split('|')
  if (array === undefined || !/^\d+$/.test(array) || state === '') return []
  const told = reason === 'None' ? '' : reason
  const comment = words.join('|')
  return elementsOf(elements).map((n) => ({ job: `${array}_${n}`, state, reason: told, comment }))
}

/** The most elements that an array has anywhere. */
const MOST = 4_000_001

/** The numbers that `3`, `1-4`, `[1-49:2]`, `0,3-9%2` stand for. */
export function elementsOf(text: string): number[] {
  const parts = text.replaceAll(/[[\]]|%\d+(?=\]?$)/g, '').split(',')
  return parts.flatMap((part) => {
    const [, first, last = first, step = '1'] = /^(\d+)(?:-(\d+)(?::(\d+))?)?$/.exec(part) ?? []
    if (first === undefined || Number(last) > MOST || Number(step) < 1) return []
    const count = Math.floor((Number(last) - Number(first)) / Number(step)) + 1
    return Array.from({ length: Math.max(0, count) }, (_, n) => Number(first) + n * Number(step))
  })
}

const OVER = new Set([
  'BOOT_FAIL',
  'CANCELLED',
  'COMPLETED',
  'DEADLINE',
  'FAILED',
  'NODE_FAIL',
  'OUT_OF_MEMORY',
  'PREEMPTED',
  'TIMEOUT',
])

/** Whether the job does nothing more. */
export const isOver = ({ state }: JobState): boolean => OVER.has(state)
