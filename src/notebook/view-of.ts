import { Examiner } from '../examiner/examiner.js'
import type { ExamSummary } from '../examiner/options.js'
import type { Experiment } from '../experiment.js'
import type { Comparison } from '../groups/compare.js'
import type { Issue } from '../issue.js'
import type { Learned } from '../learn/learn.js'
import type { PoolSummary } from '../pool/run-pool.js'
import type { SweepGaps } from '../pool/sweep-gaps.js'
import type { SweepStatus } from '../pool/sweep-status.js'
import { Estimate } from '../stats/estimate.js'
import { isTable, type TableLike } from '../table-like.js'
import { chartView, isChart } from './chart-view.js'
import { comparisonView, isComparison } from './comparison-view.js'
import { counted } from '../values/counted.js'
import { examinerView, isSummary, summaryView } from './exam-view.js'
import { experimentsView, experimentView, isExperiment } from './experiment-view.js'
import { tableGrid } from './grid.js'
import { isLearned, learnedView } from './learned-view.js'
import { issuesView, isIssues } from './issues-view.js'
import {
  isPoolSummary,
  isSweepGaps,
  isSweepStatus,
  poolSummaryView,
  sweepGapsView,
  sweepStatusView,
} from './sweep-view.js'
import type { View } from './view.js'

/** What `show` shows; a record is a Vega-Lite spec. */
export type Showable =
  | TableLike
  | Readonly<Record<string, unknown>>
  | readonly Issue[]
  | Comparison
  | Examiner
  | Experiment<object>
  | ReadonlyMap<string, Experiment<object>>
  | readonly Experiment<object>[]
  | ExamSummary
  | Learned
  | SweepStatus
  | SweepGaps
  | PoolSummary
  | Estimate

/** How a value is seen; `undefined` for what there is no way to show. */
export function viewOf(value: unknown): View | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (isTable(value)) return tableView(value)
  if (isIssues(value)) return issuesView(value)
  if (isExaminer(value)) return examinerView(value)
  if (value instanceof Estimate) return textView(String(value))
  if (isExperiment(value)) return experimentView(value)
  const several: unknown = value instanceof Map ? [...value.values()] : value
  if (Array.isArray(several))
    return several.every(isExperiment) ? experimentsView(several) : undefined
  if (isComparison(value)) return comparisonView(value)
  if (isLearned(value)) return learnedView(value)
  if (isSummary(value)) return summaryView(value)
  if (isSweepStatus(value)) return sweepStatusView(value)
  if (isSweepGaps(value)) return sweepGapsView(value)
  if (isPoolSummary(value)) return poolSummaryView(value)
  return isChart(value) ? chartView(value) : undefined
}

// An instanceof here would give an Examiner of any.
function isExaminer(value: object): value is Examiner {
  return value instanceof Examiner
}

function tableView(table: TableLike): View {
  const columns = counted(table.columnNames().length, 'column')
  // An Arquero table tells the rows that a filter leaves.
  const line = `${counted(table.numRows(), 'row')} × ${columns}`
  return { line, parts: () => [tableGrid(table)] }
}

function textView(line: string): View {
  return { line, parts: () => [line] }
}
