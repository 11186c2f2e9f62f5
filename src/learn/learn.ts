import type { ColumnTable } from 'arquero'
import { didYouMean } from '../did-you-mean.js'
import { displayed } from '../displayed.js'
import type { Experiment } from '../experiment.js'
import { AssayError } from '../issue.js'
import { gatherEvidence } from './gather.js'
import { followed, type Progress } from '../progress.js'
import { fileOf, loggedRuns, logNamer, type LoggedRun } from './logs.js'
import { notFound } from './not-found.js'
import type { LearnOptions } from './options.js'
import type { Proposal } from './proposal.js'
import { draftsOf, tried } from './proposed.js'
import { ranked } from './ranked.js'
import { searchRuns } from './search-runs.js'
import { spread } from './spread.js'
import { tableOfProposals } from './table.js'
import { wantedValue, type Wanted } from './wanted.js'

/** What {@link learn} found. */
export interface Learned {
  /** The best first; at least one. */
  readonly proposals: readonly [Proposal, ...Proposal[]]
  /** The same to look at: a row a proposal. */
  readonly table: ColumnTable
}

/**
 * Proposes ways to read a metric from the logs of runs, given the value that it has in one of them.
 *
 * It looks for the value as a number (`14.4` is also `14.40` and `1.44e1`) in the text files of the
 * runs' directories, makes patterns of what stands around it, and tries them on all runs. What most
 * runs have comes first. Each proposal gives the value wanted in the run where it was found.
 *
 * Of logs of more than a GiB in all, some runs are tried, spread evenly; a proposal says how many.
 *
 * @throws AssayError when nothing gives the value, with what is near it; for a value that is no
 *   number, and for a run or log that is not there.
 * @example
 * const { proposals: [acc] } = await learn(examiner.experiments.values(), '0.9296')
 * acc.code // "logMetric('test_acc', { log: 'train', match: /test_acc=([\\d.]+)/ })"
 * [acc.found, acc.min, acc.max] // [6, 0.9011, 0.9296]
 * const again = new Examiner().add(acc.parser)
 */
export async function learn(
  runs: Iterable<Experiment>,
  value: number | string,
  options: LearnOptions = {},
): Promise<Learned> {
  const wanted = wantedValue(value)
  const all = loggedRuns(runs)
  if (all.length === 0) throw new AssayError('There are no runs to learn from; examine some first.')
  const examples = options.run === undefined ? all : [runNamed(options.run, all)]
  const logsOf = logsToSearch(all, options.log)
  const proposals = await followed(options.onProgress, (tell) =>
    proposalsFor(wanted, { all, examples, logsOf }, options, tell),
  )
  return displayed({ proposals, table: tableOfProposals(proposals) })
}

/** Where the value is looked for, and where the patterns are tried. */
interface Field {
  readonly all: readonly LoggedRun[]
  readonly examples: readonly LoggedRun[]
  readonly logsOf: (run: LoggedRun) => readonly string[]
}

async function proposalsFor(
  wanted: Wanted,
  { all, examples, logsOf }: Field,
  { limit = 5, signal = new AbortController().signal }: LearnOptions,
  tell: (progress: Progress) => void,
): Promise<Learned['proposals']> {
  let done = 0
  const onRun = ({ experiment: { name } }: LoggedRun): void => {
    done += 1
    tell({ done, total: 3 * all.length, name })
  }
  const search = await searchRuns(examples, wanted, logsOf, signal, onRun)
  const some = spread(all, search.found)
  done = all.length
  await gatherEvidence(search.found, some, signal, onRun)
  const drafts = await draftsOf(ranked(search.found), wanted, limit, signal)
  // Of large logs some runs are tried, and the last of them is the end.
  done = 3 * all.length - some.length
  const [first, ...others] = await tried(drafts, some, signal, onRun)
  if (first === undefined) throw await notFound(wanted, examples, search, logsOf, signal)
  return [first, ...others]
}

function runNamed(name: string, runs: readonly LoggedRun[]): LoggedRun {
  const run = runs.find(({ experiment }) => experiment.name === name)
  if (run) return run
  const names = runs.map(({ experiment }) => experiment.name)
  throw new AssayError(`No run is named '${name}'.${didYouMean(name, names)}`)
}

/** The logs of a run, each once, or the one that was asked for. */
function logsToSearch(
  runs: readonly LoggedRun[],
  log: string | undefined,
): (run: LoggedRun) => readonly string[] {
  const nameOf = logNamer(runs)
  const logsOf = ({ names }: LoggedRun): string[] => [...new Set(names.map(nameOf))]
  if (log === undefined) return logsOf
  if (!runs.some((run) => fileOf(log, run) !== undefined)) {
    throw new AssayError(
      `No run has a log '${log}'.${didYouMean(log, new Set(runs.flatMap(logsOf)))}`,
    )
  }
  return () => [log]
}
