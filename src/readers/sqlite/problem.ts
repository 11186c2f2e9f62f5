import { IssueError } from '../../issue.js'
import { BUSY, CANTOPEN, LOCKED, NOTADB, resultCode } from './libsql.js'

/** What an error of libsql's means for a file, of which `part` could not be read. */
export function databaseProblem(path: string, error: unknown, part = ''): IssueError {
  if (error instanceof IssueError) return error
  const code = resultCode(error)
  const reason = error instanceof Error ? error.message : String(error)
  switch (code) {
    case BUSY:
    case LOCKED:
      return new IssueError(
        {
          code: 'database-locked',
          file: path,
          message: `${path} is locked by a program that writes to it; try again when it is done.`,
        },
        { cause: error },
      )
    case CANTOPEN:
      return new IssueError(
        {
          code: 'file-unreadable',
          file: path,
          message: `${path} could not be opened; check its permissions and those of its folder.`,
        },
        { cause: error },
      )
    case NOTADB:
      return notADatabase(path, error)
    default:
      return damaged(path, `${part === '' ? 'it' : part} could not be read (${reason})`, error)
  }
}

/** @param what the clause that says what is wrong */
export function damaged(path: string, what: string, cause?: unknown): IssueError {
  return new IssueError(
    {
      code: 'database-damaged',
      file: path,
      message: `${path} is damaged: ${what}. Copy it anew from where it was written.`,
    },
    { cause },
  )
}

export function notADatabase(path: string, cause?: unknown): IssueError {
  return new IssueError(
    {
      code: 'database-damaged',
      file: path,
      message: `${path} is not an SQLite database, or an encrypted or damaged one. Is it the right file?`,
    },
    { cause },
  )
}
