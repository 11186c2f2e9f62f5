import { ask } from './ask.js'
import { jobsOf } from './jobs.js'
import { submissionsOf } from './submission.js'

/**
 * Cancels the jobs of a sweep that wait or run; gives their job arrays.
 *
 * @throws AssayError with what Slurm says is wrong.
 */
export function cancelJobs(output: string): string[] {
  const jobs = jobsOf(submissionsOf(output)).filter(({ isOver }) => !isOver)
  const arrays = [...new Set(jobs.map(({ job }) => job.replace(/_.*/, '')))]
  if (arrays.length > 0) ask('scancel', arrays)
  return arrays
}
