import { crc32, inflateRawSync } from 'node:zlib'

const [END, ENTRY, LOCAL] = [0x06054b50, 0x02014b50, 0x04034b50]
const END_LENGTH = 22
const LONGEST_COMMENT = 65_535
const [STORED, DEFLATED, ENCRYPTED] = [0, 8, 1]

/** No honest archive of arrays comes near them. */
const MOST_ENTRIES = 10_000
const MOST_BYTES = 2 ** 30

interface Entry {
  readonly name: string
  readonly method: number
  readonly crc: number
  /** As they lie in the archive, and as they should be when unpacked. */
  readonly packed: Buffer
  readonly size: number
}

/**
 * The files in a zip archive, by name, unpacked: at most 10,000 of them and 1 GiB in all. What is
 * unpacked never exceeds the size that the archive declares, and its checksum is verified.
 *
 * Source: APPNOTE.TXT 6.3.10 of PKWARE, without what only archives over 4 GiB need.
 *
 * @throws Error for an archive that is damaged, encrypted or larger.
 */
export function unzip(bytes: Uint8Array): Map<string, Uint8Array> {
  const entries = entriesOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
  const total = entries.reduce((sum, { size }) => sum + size, 0)
  if (total > MOST_BYTES) throw new Error(`it unpacks to ${total} bytes; at most 1 GiB is read`)
  return new Map(entries.map((entry) => [entry.name, unpacked(entry)]))
}

function entriesOf(archive: Buffer): Entry[] {
  const end = endOf(archive)
  const count = archive.readUInt16LE(end + 10)
  if (count > MOST_ENTRIES)
    throw new Error(`it has ${count} files; at most ${MOST_ENTRIES} are read`)
  const entries: Entry[] = []
  let at = archive.readUInt32LE(end + 16)
  for (let index = 0; index < count; index += 1) {
    if (archive.readUInt32LE(inside(archive, at, 46)) !== ENTRY) throw damaged()
    const nameLength = archive.readUInt16LE(at + 28)
    const name = archive.toString(
      'utf8',
      at + 46,
      inside(archive, at + 46, nameLength) + nameLength,
    )
    if ((archive.readUInt16LE(at + 8) & ENCRYPTED) !== 0) throw new Error('it is encrypted')
    entries.push({
      name,
      method: archive.readUInt16LE(at + 10),
      crc: archive.readUInt32LE(at + 16),
      packed: packedAt(archive, archive.readUInt32LE(at + 42), archive.readUInt32LE(at + 20)),
      size: archive.readUInt32LE(at + 24),
    })
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
  return entries
}

/** Where the record stands that ends an archive; only a comment may follow it. */
function endOf(archive: Buffer): number {
  const last = archive.length - END_LENGTH
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at -= 1) {
    if (archive.readUInt32LE(at) === END) return at
  }
  throw new Error('the end of the archive is missing: it is cut off')
}

function packedAt(archive: Buffer, at: number, length: number): Buffer {
  if (archive.readUInt32LE(inside(archive, at, 30)) !== LOCAL) throw damaged()
  const start = at + 30 + archive.readUInt16LE(at + 26) + archive.readUInt16LE(at + 28)
  return archive.subarray(inside(archive, start, length), start + length)
}

function unpacked({ name, method, packed, size, crc }: Entry): Uint8Array {
  if (method !== STORED && method !== DEFLATED)
    throw new Error(`${name} is packed by method ${method}`)
  const bytes = method === STORED ? packed : inflated(packed, size)
  if (bytes.length !== size || crc32(bytes) !== crc) {
    throw new Error(`${JSON.stringify(name)} in it is damaged`)
  }
  return bytes
}

function inflated(packed: Buffer, size: number): Uint8Array {
  // One byte more than declared tells a bomb from an honest file.
  return inflateRawSync(packed, { maxOutputLength: size + 1 })
}

function inside(archive: Buffer, at: number, length: number): number {
  if (at + length > archive.length) throw damaged()
  return at
}

function damaged(): Error {
  return new Error('its list of files is damaged')
}
