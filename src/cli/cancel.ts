import { AssayError } from '../issue.js'
import { cancelHere } from '../pool/cancel.js'
import { cancelJobs } from '../slurm/cancel.js'
import { counted } from '../values/counted.js'
import { shellQuote } from '../sweep/shell-quote.js'
import { printable } from './progress.js'
import { EXIT, type Terminal } from './run.js'

/** Interrupts what runs of a sweep, in Slurm and here; gives the exit code. */
export function cancel(output: string, { stdout, stderr }: Terminal): number {
  // Slurm first: else it would take jobs whose runners were interrupted here for failed ones.
  const { arrays, trouble } = cancelled(output)
  const { runners, orphans, elsewhere } = cancelHere(output)
  const say = (line: string) => stdout.write(`${printable(line)}\n`)
  for (const array of arrays) say(`Cancelled job array ${array}.`)
  if (runners.length > 0) {
    say(`Interrupted ${counted(runners.length, 'runner')}: process ${runners.join(', ')}.`)
  }
  for (const dir of orphans) say(`Told ${shellQuote(dir)} to end, whose runner was gone.`)
  if (arrays.length + runners.length + orphans.length === 0) say('Nothing runs here.')
  if (elsewhere.length > 0 && arrays.length === 0) {
    const hosts = elsewhere.map(printable).join(', ')
    stderr.write(`assay: tasks run on ${hosts}, too; cancel them there.\n`)
  }
  if (trouble === undefined) return EXIT.ok
  stderr.write(`assay: ${printable(trouble)}\n`)
  return EXIT.misuse
}

/** The job arrays that were cancelled, or why Slurm could not be asked. */
function cancelled(output: string): { arrays: readonly string[]; trouble?: string } {
  try {
    return { arrays: cancelJobs(output) }
  } catch (error) {
    if (error instanceof AssayError) return { arrays: [], trouble: error.message }
    throw error
  }
}
