// Compiled and never run: the list of issue codes is closed.
import { ISSUE_CODES, type Issue, type IssueCode } from '../../src/index.js'
import type { Equal, Expect } from './equal.js'

/** Every code is in the switch; one more in `ISSUE_CODES` and this compiles no longer. */
export function consequence(code: IssueCode): 'skipped' | 'left out' | 'not used' | 'told' {
  switch (code) {
    case 'param-missing':
    case 'param-empty':
      return 'skipped'
    case 'yaml-tag':
    case 'yaml-value':
    case 'yaml-duplicate-key':
    case 'line-too-long':
    case 'value-not-a-number':
    case 'parser-threw':
    case 'json-syntax':
    case 'json-duplicate-key':
    case 'csv-syntax':
    case 'pickle-truncated':
    case 'pickle-damaged':
    case 'layout-mismatch':
    case 'series-not-numeric':
    case 'artifact-missing':
    case 'artifact-unsupported':
      return 'left out'
    case 'yaml-syntax':
    case 'yaml-too-large':
    case 'file-unreadable':
    case 'file-too-large':
    case 'file-binary':
    case 'file-damaged':
    case 'parser-result':
    case 'pickle-too-large':
    case 'database-damaged':
    case 'database-locked':
      return 'not used'
    case 'param-not-a-map':
    case 'parser-found-nothing':
    case 'layout-ambiguous':
      return 'told'
  }
}

/** A switch that forgets one is no longer complete. */
export function incomplete(code: 'file-binary' | 'file-damaged'): string {
  switch (code) {
    case 'file-binary':
      return 'binary'
    default:
      // @ts-expect-error 'file-damaged' is left.
      return code satisfies never
  }
}

declare const issue: Issue

export type Codes = [
  Expect<Equal<string extends IssueCode ? true : false, false>>,
  Expect<Equal<typeof issue.code, IssueCode>>,
  Expect<Equal<keyof typeof ISSUE_CODES, IssueCode>>,
]

// @ts-expect-error There is no such code.
export const unknown: IssueCode = 'param-lost'
// @ts-expect-error What happened is not to be changed.
issue.message = ''
