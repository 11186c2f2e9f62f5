import { IssueError } from '../issue.js'
import { readAt, withFile } from './file.js'

/** Of files that are held in memory as a whole. */
const MOST_BYTES = 2 ** 30

/**
 * The bytes of a whole file, in memory of their own.
 *
 * @throws IssueError `file-unreadable`; `file-too-large` over `most`, by default 1 GiB (it is not
 *   read).
 */
export function readBytes(path: string, most = MOST_BYTES): Uint8Array {
  return withFile(path, (file) => {
    refuseLarge(path, file.size, most)
    const bytes = new Uint8Array(file.size)
    return bytes.subarray(0, readAt(path, file, bytes, 0))
  })
}

/** @throws IssueError `file-too-large` */
export function refuseLarge(path: string, size: number, most: number): void {
  if (size <= most) return
  throw new IssueError({
    code: 'file-too-large',
    file: path,
    message: `${path} has ${(size / 2 ** 20).toFixed(0)} MiB; at most ${most / 2 ** 20} are read. Is it the right file?`,
  })
}
