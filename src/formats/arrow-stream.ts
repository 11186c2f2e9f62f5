const MAGIC = 'ARROW1'

/**
 * The stream of messages in the bytes of an Arrow file, or a stream as it is, for flechette to read.
 *
 * flechette believes what a message says of its own lists: to one of two thousand million parts it
 * would make room for them. So the messages' heads are guarded: to read beyond their end throws, as
 * does reading on and on.
 *
 * Source: arrow.apache.org/docs/format/Columnar.html (IPC file format).
 */
export function guardedStream(bytes: Uint8Array): Uint8Array {
  const stream = startsWithMagic(bytes) ? messagesOf(bytes) : bytes
  // The parts of a stream are the heads and the bodies of its messages, which are looked at only by
  // way of parts of their own.
  return withParts(stream, guarded)
}

function startsWithMagic(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, MAGIC.length)).toString('latin1') === MAGIC
}

/** Without the magic at both ends and the footer, which repeats what the messages say. */
function messagesOf(bytes: Uint8Array): Uint8Array {
  const end = bytes.length - MAGIC.length - 4
  const isWhole = end > 8 && startsWithMagic(bytes.subarray(end + 4))
  const footer = isWhole ? Buffer.from(bytes.subarray(end, end + 4)).readInt32LE() : -1
  if (footer < 0 || footer > end - 8) throw new Error('its end is missing')
  return bytes.subarray(8, end - footer)
}

type Part = (bytes: Uint8Array) => Uint8Array

function withParts(bytes: Uint8Array, part: Part): Uint8Array {
  return new Proxy(bytes, { get: (_, key) => property(bytes, key, part) })
}

function guarded(bytes: Uint8Array): Uint8Array {
  let left = 1000 + 64 * bytes.length
  return new Proxy(bytes, {
    get: (_, key) => {
      if (typeof key === 'string' && !(key in bytes)) throw new Error('a message ends too early')
      left -= 1
      if (left < 0) throw new Error('a message has no end')
      return property(bytes, key, (own) => own)
    },
  })
}

function property(bytes: Uint8Array, key: string | symbol, part: Part): unknown {
  if (key === 'subarray') {
    return (start?: number, end?: number): Uint8Array => part(bytes.subarray(start, end))
  }
  return Reflect.get(bytes, key, bytes)
}
