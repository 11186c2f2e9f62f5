import { ISSUE_CODES, type Issue } from '../issue.js'
import { counted } from '../values/counted.js'
import { issueGrid } from './grid.js'
import type { View } from './view.js'

export function isIssues(value: unknown): value is readonly Issue[] {
  return Array.isArray(value) && value.every(isIssue)
}

function isIssue(value: unknown): boolean {
  const { code, message } = (value ?? {}) as { readonly code?: unknown; readonly message?: unknown }
  return typeof message === 'string' && typeof code === 'string' && Object.hasOwn(ISSUE_CODES, code)
}

export function issuesView(issues: readonly Issue[]): View {
  const line = issues.length === 0 ? 'No issues.' : counted(issues.length, 'issue')
  return { line, parts: () => [issueGrid(issues)] }
}
