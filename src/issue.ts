/**
 * Every kind of thing that can go wrong with one input, and what it means for the result.
 *
 * The list is closed: code that switches over {@link IssueCode} is checked for completeness.
 *
 * @example
 * ISSUE_CODES['param-missing'] // 'The directory has no param file; it was skipped.'
 */
export const ISSUE_CODES = {
  'param-missing': 'The directory has no param file; it was skipped.',
  'param-empty':
    'A param file holds nothing (a crash while it was written?); a run with no other is skipped.',
  'param-not-a-map': 'The param file is valid YAML but not a map; the row has no params.',
  'yaml-syntax': 'A YAML file does not parse: half-written or damaged; none of it was used.',
  'yaml-tag': 'A YAML value has a tag that is not plain data; that value was left out.',
  'yaml-value': 'A YAML value contradicts its own type (month 13, say); that value was left out.',
  'yaml-duplicate-key': 'A YAML map names a key twice; the last one counts.',
  'yaml-too-large': 'The aliases of a YAML file unfold to too many values; none of it was used.',
  'file-unreadable': 'A file or folder could not be read, or is not a regular file.',
  'file-too-large': 'A file that is read whole is larger than any honest one; it was not used.',
  'file-binary': 'A text file holds binary data; it was not used.',
  'file-damaged': 'A file is cut off or damaged; what could be read before that was used.',
  'json-syntax': 'A line or file is not JSON: half-written or damaged; the other lines were used.',
  'json-duplicate-key': 'A JSON object names a key twice; the last one counts.',
  'csv-syntax': 'A row of a CSV file does not fit its header or its quotes; it was left out.',
  'pickle-truncated':
    'A pickle ends too early (killed while writing?); the records before it were used.',
  'pickle-damaged': 'Bytes are not a pickle, or a damaged one; the records before it were used.',
  'pickle-too-large':
    'A pickle asks for more memory or depth than any honest one; it was not used.',
  'database-damaged':
    'A file is not an SQLite database, or a damaged one; what could be read was used.',
  'database-locked': 'A database is locked by a writer; it was not read.',
  'layout-ambiguous': 'A place looks like runs of two tools; the first one was taken.',
  'layout-mismatch': 'A file does not hold what its tool writes there; that part was left out.',
  'series-not-numeric': 'A series has values that are not numbers; they were left out.',
  'artifact-missing': 'An artifact is listed, but its file is not there.',
  'artifact-unsupported': 'Nobody said how to load artifacts of this type.',
  'line-too-long': 'A line is too long to be searched; it was passed over.',
  'value-not-a-number': 'A pattern captured text that is not a number; that metric is empty.',
  'parser-threw': 'A parser threw; the metrics that it did not return are empty.',
  'parser-result': 'A parser returned something other than an object of metrics; it was not used.',
  'parser-found-nothing': 'A parser found no file, or no value, in any experiment.',
} as const

/** The code of an {@link Issue}; {@link ISSUE_CODES} says what each one means. */
export type IssueCode = keyof typeof ISSUE_CODES

/** Something that went wrong with an input, as data. Issues are collected and never thrown. */
export interface Issue {
  readonly code: IssueCode
  /** The experiment's name; absent when the issue concerns the whole exam. */
  readonly experiment?: string
  /** The parser that met it; absent when it arose before any parser ran. */
  readonly parser?: string
  /** The path of the file, as the exam opened it. */
  readonly file?: string
  /** The line in that file, counted from 1. */
  readonly line?: number
  /** What happened, where, and what is likely to mend it. */
  readonly message: string
}

/** What a reader says of a file; the Examiner adds whose it is. */
export type FileProblem = Pick<Issue, 'code' | 'file' | 'line' | 'message'>

/**
 * Thrown by readers and parsers for an input that cannot be used. The Examiner turns it into an
 * {@link Issue} with the same code, file and line.
 *
 * @example
 * const problem = new IssueError({ code: 'value-not-a-number', line: 12, message: 'acc is "n/a"' })
 * problem.message // 'acc is "n/a"'
 */
export class IssueError extends Error {
  override readonly name: string = 'IssueError'
  readonly problem: FileProblem

  constructor(problem: FileProblem, options?: { readonly cause?: unknown }) {
    super(problem.message, options)
    this.problem = problem
  }
}

/**
 * Misuse of Assay itself, such as a folder that is not there; the message says what to do.
 *
 * @example
 * const error = await new Examiner().exam({ output: 'outputt' }).catch((reason) => reason)
 * error instanceof AssayError // true
 */
export class AssayError extends Error {
  override readonly name: string = 'AssayError'
}
