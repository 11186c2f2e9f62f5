import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { IssueError } from '../issue.js'

/** An open regular file. */
export interface OpenFile {
  readonly fd: number
  /** Its size in bytes when it was opened; what is appended later is not looked at. */
  readonly size: number
}

/**
 * Calls `use` with the open file and closes it afterwards.
 *
 * Reads are synchronous on purpose: on a local disk they take a third of the time of promises.
 * A pipe or a device is refused without waiting on it.
 *
 * @throws IssueError `file-unreadable` when there is no such file or it is not a regular one.
 */
export function withFile<T>(path: string, use: (file: OpenFile) => T): T {
  const file = openFile(path)
  try {
    return use(file)
  } finally {
    closeSync(file.fd)
  }
}

/** Opens a regular file; the caller closes it. Prefer {@link withFile}. */
export function openFile(path: string): OpenFile {
  let fd: number
  try {
    fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  } catch (error) {
    throw unreadable(path, error)
  }
  const stats = fstatSync(fd)
  if (!stats.isFile()) {
    closeSync(fd)
    throw new IssueError({
      code: 'file-unreadable',
      file: path,
      message: `${path} is not a regular file. Move it away or rename it.`,
    })
  }
  return { fd, size: stats.size }
}

const scratch = Buffer.allocUnsafeSlow(65_536)

/**
 * A part of a file. Small parts share one buffer, which the next call fills again: decode or copy
 * them at once. (A buffer a read costs as much as the read.)
 */
export function readPart(path: string, file: OpenFile, start: number, end: number): Buffer {
  const length = end - start
  const buffer = length <= scratch.length ? scratch.subarray(0, length) : Buffer.allocUnsafe(length)
  return buffer.subarray(0, readAt(path, file, buffer, start))
}

/** Fills `buffer` from `position`; gives how many bytes there were, fewer only at the file's end. */
export function readAt(path: string, file: OpenFile, buffer: Uint8Array, position: number): number {
  let filled = 0
  try {
    while (filled < buffer.length) {
      const read = readSync(file.fd, buffer, filled, buffer.length - filled, position + filled)
      if (read === 0) break
      filled += read
    }
  } catch (error) {
    throw unreadable(path, error)
  }
  return filled
}

/** What the operating system's error says, in words. */
export function unreadable(path: string, error: unknown): IssueError {
  const problem = { code: 'file-unreadable', file: path, message: reason(path, error) } as const
  return new IssueError(problem, { cause: error })
}

/** Whether an error of this module says that there is no such file. */
export function isNoSuchFile(error: IssueError): boolean {
  const { cause } = error
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
}

function reason(path: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case 'ENOENT':
      return `There is no file ${path}; it may be a broken link.`
    case 'EACCES':
    case 'EPERM':
      return `${path} may not be read by this user; check its permissions.`
    case 'ELOOP':
      return `${path} is a link that leads back to itself.`
    default:
      return `${path} could not be read: ${error instanceof Error ? error.message : String(error)}`
  }
}
