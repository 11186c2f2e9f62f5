import { displayed } from '../displayed.js'
import { AssayError } from '../issue.js'
import { countsOf, statusOnDisk, type SweepStatus } from '../pool/sweep-status.js'
import type { TaskStatus } from '../pool/task-status.js'
import { jobsOf, type Job } from './jobs.js'
import { submissionsOf } from './submission.js'

/**
 * What the tasks of an output folder are doing, or how they ended: what their processes, their own
 * records, mlrunner's `stat`, and Slurm say together. Of folders that mlrunner wrote, too. Tasks that
 * were asked for and not begun are there as well, where Assay ran the sweep.
 *
 * @throws AssayError when the folder cannot be read.
 * @example
 * sweepStatus('examples/cifar10/output').counts.finished // 6
 */
export function sweepStatus(output = 'output'): SweepStatus {
  const status = statusOnDisk(output)
  const submissions = submissionsOf(output)
  if (submissions.length === 0) return displayed(status)
  let jobs: readonly Job[]
  try {
    jobs = jobsOf(submissions)
  } catch (error) {
    if (!(error instanceof AssayError)) throw error
    return displayed({ ...status, trouble: error.message })
  }
  // Of several jobs for a task, the last one counts.
  const jobOf = new Map(jobs.flatMap((job) => job.tasks.map((task) => [task, job] as const)))
  const byNumber = new Map(jobs.map((job) => [job.job, job]))
  const tasks = status.tasks.map((task) => {
    const own = task.slurm === undefined ? undefined : byNumber.get(task.slurm)
    return told(task, jobOf.get(task.name), own)
  })
  return displayed({ tasks, counts: countsOf(tasks) })
}

/** A task with what Slurm says of the job that is to run it, and of the one that ran it last. */
function told(task: TaskStatus, next: Job | undefined, last: Job | undefined): TaskStatus {
  if (task.state === 'finished') return task
  // A process may outlive its job, when the node's daemon died: as long as it says that it lives, it does.
  const isLost = last?.isOver === true && task.state === 'stalled'
  const state = isLost ? endingBy(last) : task.state
  const seen = [last, next].filter((job, place, all) => job?.state && all.indexOf(job) === place)
  const words = seen.flatMap((job) => (job?.state === undefined ? [] : [wordsOf(job.state)]))
  const isTold = task.reason !== undefined && !isLost
  const reasons = [...(isTold ? [task.reason] : []), ...words]
  const job = last ?? next
  return {
    ...task,
    state,
    ...(reasons.length === 0 ? {} : { reason: reasons.join('; ') }),
    ...(job === undefined ? {} : { slurm: job.job }),
  }
}

function endingBy({ state }: Job): 'timed out' | 'killed' {
  return state?.state === 'TIMEOUT' ? 'timed out' : 'killed'
}

function wordsOf({ job, state, reason }: NonNullable<Job['state']>): string {
  const why = reason === '' ? '' : ` (${reason})`
  return `Slurm job ${job}: ${state}${why}`
}
