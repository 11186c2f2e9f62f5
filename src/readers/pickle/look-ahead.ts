import { tooLarge } from './fault.js'

/** More values than any pickle that fits into memory refers back to. */
const MOST = 2 ** 27

// How many bytes of operand follow an operation, or how its length is told.
const NONE = 0x80
const TEXT_LINE = -1
const TWO_LINES = -2
const LENGTH_1 = -3
const LENGTH_4 = -4
const LENGTH_8 = -5

const operands = new Int8Array(256).fill(NONE)
for (const code of '().012NQRab)del]os}tu') operands[code.charCodeAt(0)] = 0
for (const code of [0x81, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8f, 0x90, 0x91, 0x92, 0x93, 0x94]) {
  operands[code] = 0
}
for (const code of [0x97, 0x98]) operands[code] = 0
for (const code of 'FILPSVgp') operands[code.charCodeAt(0)] = TEXT_LINE
for (const code of 'ci') operands[code.charCodeAt(0)] = TWO_LINES
for (const code of 'Khq') operands[code.charCodeAt(0)] = 1
operands[0x80] = 1
operands[0x82] = 1
operands[0x4d] = 2
operands[0x83] = 2
for (const code of 'Jjr') operands[code.charCodeAt(0)] = 4
operands[0x84] = 4
operands[0x47] = 8
operands[0x95] = 8
for (const code of [0x55, 0x43, 0x8a, 0x8c]) operands[code] = LENGTH_1
for (const code of [0x54, 0x42, 0x58, 0x8b]) operands[code] = LENGTH_4
for (const code of [0x8d, 0x8e, 0x96]) operands[code] = LENGTH_8

/**
 * Which numbers of the memo a pickle fetches between `start` and its end: a flag for each. The
 * operations are passed over, not carried out; at damage it stops, as the machine will.
 */
export function fetchedFrom(bytes: Buffer, start: number): Uint8Array {
  let flags = new Uint8Array(1024)
  let most = 0
  const flag = (id: number): void => {
    // Each number takes a byte at least to give: a larger one was never given.
    if (id >= bytes.length) return
    if (id >= MOST) throw tooLarge(`it refers back to value ${id}`)
    if (id >= flags.length) {
      const larger = new Uint8Array(Math.max(id + 1, flags.length * 2))
      larger.set(flags)
      flags = larger
    }
    flags[id] = 1
    most = Math.max(most, id)
  }

  let at = start
  while (at < bytes.length) {
    const code = bytes[at++] ?? 0
    const size = operands[code] ?? 0
    if (code === 0x2e || size === -128) break
    if (size >= 0) {
      if (at + size > bytes.length) break
      if (code === 0x68) flag(bytes[at] ?? 0)
      else if (code === 0x6a) flag(bytes.readUInt32LE(at))
      at += size
    } else {
      const from = at
      at = passOver(bytes, at, size)
      if (code === 0x67) flag(Number(bytes.toString('latin1', from, Math.min(at, from + 20))) || 0)
    }
  }
  return flags.subarray(0, most + 1)
}

function passOver(bytes: Buffer, at: number, kind: number): number {
  switch (kind) {
    case TEXT_LINE:
      return afterLine(bytes, at)
    case TWO_LINES:
      return afterLine(bytes, afterLine(bytes, at))
    case LENGTH_1:
      return at + 1 + (bytes[at] ?? 0)
    case LENGTH_4:
      return at + 4 > bytes.length ? bytes.length : at + 4 + bytes.readUInt32LE(at)
    default:
      return at + 8 > bytes.length ? bytes.length : at + 8 + Number(bytes.readBigUInt64LE(at))
  }
}

function afterLine(bytes: Buffer, at: number): number {
  const end = bytes.indexOf(0x0a, at)
  return end < 0 ? bytes.length : end + 1
}
