import type { Examiner } from '../examiner/examiner.js'
import type { ExamSummary } from '../examiner/options.js'
import { counted } from '../values/counted.js'
import { issueGrid, tableGrid } from './grid.js'
import { isIssues } from './issues-view.js'
import type { View } from './view.js'

export function isSummary(value: object): value is ExamSummary {
  const { examined, skipped, filtered, failed, issues } = value as Partial<Record<string, unknown>>
  const counts = [examined, skipped, filtered, failed]
  return counts.every((count) => typeof count === 'number') && isIssues(issues)
}

/** What an exam came to: the counts, and what was wrong. */
export function summaryView({ examined, skipped, filtered, failed, issues }: ExamSummary): View {
  const line = [
    `${counted(examined, 'experiment')} examined`,
    `${skipped} skipped`,
    ...(filtered > 0 ? [`${filtered} filtered out`] : []),
    ...(failed > 0 ? [`${failed} with issues`] : []),
  ].join(', ')
  return { line, parts: () => (issues.length === 0 ? [line] : [line, issueGrid(issues)]) }
}

/** An Examiner: its table, and whether there is something wrong. */
export function examinerView(examiner: Examiner): View {
  const { experiments, issues } = examiner
  const wrong = issues.length === 0 ? 'no issues' : counted(issues.length, 'issue')
  const line = `Examiner: ${counted(experiments.size, 'experiment')}, ${wrong}`
  return { line, parts: () => [tableGrid(examiner.table()), line] }
}
