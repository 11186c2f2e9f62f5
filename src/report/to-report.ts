import type { Experiment } from '../experiment.js'
import type { Issue } from '../issue.js'
import { followed, type Progress } from '../progress.js'
import { version } from '../version.js'
import { lastOfSeries, reportColumns } from './columns.js'
import type { ReportArtifact, ReportData } from './data.js'
import { reportPage } from './page.js'
import { recordedSeries } from './series.js'

/** Options of {@link toReport}. */
export interface ToReportOptions {
  /** What the report is called; default `'Runs'`. */
  readonly title?: string | undefined
  /** Ends the reading early: it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /** Called after the series of each run have been read. */
  readonly onProgress?: ((progress: Progress) => void) | undefined
}

/** What {@link toReport} takes: an Examiner that has examined. */
export interface Reported {
  readonly experiments: ReadonlyMap<string, Experiment>
  readonly issues: readonly Issue[]
}

/**
 * Makes the runs of an Examiner one HTML file to look through: a table that sorts, filters in the
 * query language and unfolds each run, groups with their intervals, charts that follow the filter,
 * and the issues. It needs no server and no network, and what is in it is shown as text.
 *
 * All series of the runs are read for it. Where parsers found no metric, the last value of each
 * series is one, `train.loss@last`. A curve of over 400 points is averaged in bins of steps, more
 * coarsely where there are thousands of runs.
 *
 * @example
 * const examiner = new Examiner().add(logMetric('acc', { log: 'train', match: /test_acc=([\d.]+)/ }))
 * await examiner.exam({ output: 'examples/cifar10/output' })
 * writeFileSync('report.html', await toReport(examiner, { title: 'CIFAR-10' }))
 */
export async function toReport(examiner: Reported, options: ToReportOptions = {}): Promise<string> {
  return reportPage(await reportData(examiner, options))
}

/** What a report shows. */
async function reportData(
  examiner: Reported,
  { title = 'Runs', signal, onProgress }: ToReportOptions,
): Promise<ReportData> {
  const experiments = [...examiner.experiments.values()]
  const total = experiments.length
  const { series, leftOut, last } = await followed(onProgress, (tell) =>
    recordedSeries(experiments, signal, ({ name }, done) => tell({ done, total, name })),
  )
  const columns = reportColumns(experiments)
  const hasMetrics = columns.some(({ role }) => role === 'metric')
  const artifacts = experiments.map(artifactsOf)
  return {
    title,
    made: new Date().toISOString(),
    version: version(),
    experiments: experiments.map(({ name }) => name),
    columns: hasMetrics ? columns : [...columns, ...lastOfSeries(last)],
    series,
    seriesLeftOut: leftOut,
    artifacts: artifacts.some((files) => files.length > 0) ? artifacts : [],
    // What went wrong with the series is among them by now.
    issues: examiner.issues,
  }
}

function artifactsOf({ artifacts }: Experiment): readonly ReportArtifact[] {
  return artifacts.map(({ name, type, size }) => ({
    name,
    type,
    ...(size === undefined ? {} : { size }),
  }))
}
