import { closeSync } from 'node:fs'
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

async function* plain(path: string, size = CHUNK): AsyncGenerator<Buffer> {
  const file = openFile(path)
  try {
    for (let position = 0; position < file.size;) {
      const buffer = Buffer.allocUnsafe(Math.min(size, file.size - position))
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

/** Little at a time, for it may unfold to a thousand times as much. */
const ZIPPED_CHUNK = 16 * 1024

async function* unzipped(
  path: string,
  report: (problem: FileProblem) => void,
): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: CHUNK })
  // Collected here, for a stream that fails throws away what it has.
  const ready: Buffer[] = []
  let failure: Error | undefined
  gunzip.on('data', (chunk: Buffer) => ready.push(chunk))
  gunzip.on('error', (error) => (failure = error))
  // Asked for before anything is written: what has other bytes behind it may end at once.
  const over = new Promise<void>((resolve) => {
    gunzip.once('end', resolve).once('error', () => resolve())
  })
  const fed = (feed: (done: () => void) => void): Promise<void> =>
    new Promise((resolve) => {
      gunzip.once('error', resolve)
      feed(() => {
        gunzip.off('error', resolve)
        resolve()
      })
    })
  try {
    for await (const piece of plain(path, ZIPPED_CHUNK)) {
      await fed((done) => gunzip.write(piece, done))
      yield* ready.splice(0)
      if (failure) break
    }
    gunzip.end()
    await over
    yield* ready.splice(0)
  } finally {
    gunzip.destroy()
  }
  if (failure) {
    report({
      code: 'file-damaged',
      file: path,
      message: `${path} is cut off or damaged (${failure.message}); what could be unzipped before that was read.`,
    })
  }
}
