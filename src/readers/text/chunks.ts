import { closeSync, createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { createGunzip } from 'node:zlib'
import type { FileProblem } from '../../issue.js'
import { openFile, readAt, withFile } from '../file.js'

const CHUNK = 1024 * 1024

/** The bytes of a file in pieces, unzipped where it is gzip (a name in `.gz` and the content too). */
export async function* chunks(
  path: string,
  report: (problem: FileProblem) => void,
): AsyncGenerator<Buffer> {
  yield* isGzip(path) ? unzipped(path, report) : plain(path)
}

export function isGzip(path: string): boolean {
  if (!path.endsWith('.gz')) return false
  const magic = Buffer.alloc(2)
  withFile(path, (file) => readAt(path, file, magic, 0))
  return magic[0] === 0x1f && magic[1] === 0x8b
}

async function* plain(path: string): AsyncGenerator<Buffer> {
  const file = openFile(path)
  try {
    for (let position = 0; position < file.size;) {
      const buffer = Buffer.allocUnsafe(Math.min(CHUNK, file.size - position))
      const read = readAt(path, file, buffer, position)
      if (read === 0) return
      yield buffer.subarray(0, read)
      position += read
      // Signals, timers and progress get their turn while a large file is read.
      if (position < file.size) await setImmediate()
    }
  } finally {
    closeSync(file.fd)
  }
}

async function* unzipped(
  path: string,
  report: (problem: FileProblem) => void,
): AsyncGenerator<Buffer> {
  // A failure of either stream comes out of the loop below; pipeline wants a callback all the same.
  const gunzip = createGunzip({ chunkSize: CHUNK })
  pipeline(createReadStream(path), gunzip, () => undefined)
  try {
    for await (const chunk of gunzip) yield chunk as Buffer
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error)
    report({
      code: 'file-damaged',
      file: path,
      message: `${path} is cut off or damaged (${what}); what came before that was read.`,
    })
  }
}
