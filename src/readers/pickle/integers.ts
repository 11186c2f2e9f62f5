import type { ParamValue } from '../../experiment.js'
import { damaged, tooLarge } from './fault.js'

/** Larger than any honest integer; turning a larger one into text takes its time. */
const MOST_BYTES = 65_536

/** An integer of bytes in two's complement, the lowest first. */
export function integerOfBytes(bytes: Buffer, start: number, end: number): number | bigint {
  const length = end - start
  if (length === 0) return 0
  if (length <= 6) return bytes.readIntLE(start, length)
  if (length > MOST_BYTES) throw tooLarge(`an integer has ${length} bytes`)
  const digits = Buffer.from(bytes.subarray(start, end)).reverse().toString('hex')
  return narrowed(BigInt.asIntN(length * 8, BigInt(`0x${digits}`)))
}

/** `17`, `-3`, `12345678901234567890L`; `00` and `01` are false and true when `bools` says so. */
export function integerOfText(line: string, bools: boolean): ParamValue {
  if (bools && line === '00') return false
  if (bools && line === '01') return true
  const text = line.endsWith('L') ? line.slice(0, -1) : line
  if (text.length > MOST_BYTES * 2) throw tooLarge(`an integer has ${text.length} digits`)
  if (!/^\s*[-+]?\d+\s*$/.test(text)) throw damaged('an integer has no digits')
  const digits = text.trim()
  return narrowed(
    digits.startsWith('-') ? -BigInt(digits.slice(1)) : BigInt(digits.replace('+', '')),
  )
}

function narrowed(integer: bigint): number | bigint {
  const number = Number(integer)
  return Number.isSafeInteger(number) ? number : integer
}
