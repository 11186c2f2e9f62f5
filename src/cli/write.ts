import { createWriteStream } from 'node:fs'
import { mkdir, realpath, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AssayError } from '../issue.js'

/**
 * Writes pieces of text, or bytes, to a stream, no faster than it is read, and leaves it open.
 *
 * @throws AssayError when it cannot be written to, such as a full disk; EPIPE and an abort as they
 *   are: see {@link isClosedPipe}.
 */
export async function writeTo(
  stream: NodeJS.WritableStream,
  pieces: Iterable<string | Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  try {
    await pipeline(Readable.from(pieces), stream, { end: false, signal })
  } catch (error) {
    const ofSystem = error instanceof Error && 'syscall' in error
    if (!ofSystem || isClosedPipe(error)) throw error
    throw new AssayError(`Standard output could not be written: ${error.message}`)
  }
}

/** Whether the reader at the other end of a pipe has gone, as `head` does when it has enough. */
export function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE'
}

/**
 * Writes a file by way of a temporary one beside it, so that the old file stays until the new one
 * is whole. Makes the folders on the way. A link stays one, and what is no regular file (a pipe,
 * a device) is written to directly.
 *
 * @throws AssayError when it cannot be written.
 */
export async function writeFileSafely(
  path: string,
  pieces: Iterable<string | Uint8Array> | Uint8Array,
): Promise<void> {
  const source = Readable.from(pieces instanceof Uint8Array ? [pieces] : pieces)
  const temporary = `${path}.${process.pid}.tmp`
  try {
    await mkdir(dirname(path), { recursive: true })
    const target = await realpath(path).catch(() => path)
    const existing = await stat(target).catch(() => undefined)
    if (existing && !existing.isFile()) {
      await pipeline(source, createWriteStream(target))
      return
    }
    await pipeline(source, createWriteStream(temporary))
    await rename(temporary, target)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    const reason = error instanceof Error ? error.message : String(error)
    throw new AssayError(`'${path}' could not be written: ${reason}`)
  }
}
