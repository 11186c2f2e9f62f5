import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'

const PIECE = 4096

/** The last line of a log that says something; lines that overwrite each other count as one each. */
export function lastLine(path: string): string | undefined {
  try {
    // A pipe in its place is not waited for.
    const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      const { size } = fstatSync(file)
      const piece = Buffer.alloc(Math.min(PIECE, size))
      const read = readSync(file, piece, 0, piece.length, size - piece.length)
      const lines = piece.toString('utf8', 0, read).split(/[\r\n]+/)
      return lines.map((line) => line.trim()).findLast((line) => line !== '')
    } finally {
      closeSync(file)
    }
  } catch {
    return undefined
  }
}
