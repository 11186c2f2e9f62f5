import { accountedStates, isOver, queuedStates, type JobState } from './job-states.js'
import { commentOf, shareOf, type Submission } from './submission.js'

/** An element of a job array of a sweep. */
export interface Job {
  /** `12_3`. */
  readonly job: string
  /** The names of the tasks that it is to run. */
  readonly tasks: readonly string[]
  /** What Slurm knows of it, if it does still. */
  readonly state?: JobState
  /** It does nothing more. */
  readonly isOver: boolean
}

/**
 * The jobs of submissions.
 *
 * @throws AssayError when Slurm cannot be asked.
 */
export function jobsOf(submissions: readonly Submission[]): Job[] {
  const submitted = submissions.flatMap((submission) => {
    return submission.job === undefined ? [] : [{ submission, array: submission.job }]
  })
  if (submitted.length === 0) return []
  const arrays = submitted.map(({ array }) => array)
  // A folder may come from another cluster, and a cluster may count anew: a job of the same number
  // that does not bear the submission's comment is somebody else's.
  const ids = new Map(submitted.map(({ array, submission }) => [array, submission.id]))
  const isOurs = ({ job, comment }: JobState): boolean =>
    comment === commentOf(ids.get(job.replace(/_.*/, '')) ?? '')
  const queued = queuedStates(arrays).filter(isOurs)
  const states = new Map(queued.map((state) => [state.job, state]))
  const forgotten = submitted.filter(({ array, submission }) => {
    return range(submission.size).some((element) => !states.has(`${array}_${element}`))
  })
  for (const state of accountedStates(forgotten.map(({ array }) => array))) {
    if (!states.has(state.job) && isOver(state)) states.set(state.job, state)
  }
  return submitted.flatMap(({ array, submission }) => {
    return range(submission.size).map((element): Job => {
      const job = `${array}_${element}`
      const state = states.get(job)
      const tasks = shareOf(submission, element)
      // What Slurm has forgotten has ended long since.
      if (state === undefined) return { job, tasks, isOver: true }
      return { job, tasks, state, isOver: isOver(state) }
    })
  })
}

const range = (size: number): number[] => Array.from({ length: size }, (_, n) => n)
