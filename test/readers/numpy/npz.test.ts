import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync, crc32 } from 'node:zlib'
import { expect, test } from 'vitest'
import { IssueError } from '../../../src/issue.js'
import { NdArray } from '../../../src/nd-array.js'
import { parseNpz, readNpz } from '../../../src/readers/numpy/npz.js'

const folder = 'test/fixtures/numpy'

function listed(members: Readonly<Record<string, NdArray | Uint8Array>>): unknown {
  const list = (member: NdArray | Uint8Array): unknown =>
    member instanceof NdArray ? member.toList() : member
  return Object.fromEntries(Object.entries(members).map(([name, member]) => [name, list(member)]))
}

test('savez', () => {
  expect(listed(readNpz(join(folder, 'plain.npz')))).toStrictEqual({
    weights: [
      [0, 1],
      [2, 3],
    ],
    names: ['a', 'b'],
  })
})

test('savez_compressed, with a folder in a name', () => {
  expect(listed(readNpz(join(folder, 'packed.npz')))).toStrictEqual({
    'layer/bias': [1, 1, 1],
    arr_0: new Array(100).fill(0),
  })
})

test('what MLXP stores', () => {
  const path = 'test/fixtures/mlxp/logs/21/artifacts/numpy/params.npz_tmp.npz'
  for (const member of Object.values(readNpz(path))) expect(member).toBeInstanceOf(NdArray)
})

interface Member {
  name: string
  packed: Buffer
  size: number
  crc: number
}

function zip(members: readonly Member[]): Buffer {
  const parts: Buffer[] = []
  const list: Buffer[] = []
  let offset = 0
  for (const { name, packed, size, crc } of members) {
    const header = Buffer.alloc(30)
    header.writeUInt32LE(0x04034b50, 0)
    header.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(crc, 16)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(size, 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(offset, 42)
    list.push(entry, Buffer.from(name))
    parts.push(header, Buffer.from(name), packed)
    offset += 30 + name.length + packed.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, ...list, end])
}

function messageOf(bytes: Uint8Array): string {
  try {
    parseNpz(bytes, 'a.npz')
  } catch (error) {
    if (error instanceof IssueError && error.problem.code === 'file-damaged') return error.message
    throw error
  }
  return ''
}

const zeros = Buffer.alloc(50_000_000)
const packed = deflateRawSync(zeros)

test('other files in it are bytes', () => {
  const text = Buffer.from('hello')
  const member = { name: '__proto__', packed: deflateRawSync(text), size: 5, crc: crc32(text) }
  expect(Object.entries(parseNpz(zip([member]), 'a.npz'))).toEqual([
    ['__proto__', new Uint8Array(text)],
  ])
})

test('a bomb is not unpacked beyond what it declares', () => {
  const crc = crc32(zeros)
  expect(messageOf(zip([{ name: 'a.npy', packed, size: 100, crc }]))).not.toBe('')
  const many = Array.from({ length: 100 }, (_, i) => ({ name: `${i}`, packed, size: 5e7, crc }))
  expect(messageOf(zip(many))).toContain('unpacks to 5000000000 bytes')
})

test('a checksum that does not fit is damage', () => {
  expect(messageOf(zip([{ name: 'a', packed, size: zeros.length, crc: 1 }]))).toContain('"a"')
})

test('cut off anywhere, or with a byte changed, it is damaged or what it was', () => {
  const bytes = new Uint8Array(readFileSync(join(folder, 'packed.npz')))
  const whole = listed(parseNpz(bytes, 'a.npz'))
  for (let end = 0; end < bytes.length; end += 1) {
    expect(messageOf(bytes.subarray(0, end))).toContain('a.npz')
  }
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = bytes.slice()
    changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8))
    if (messageOf(changed) !== '') continue
    // The names and dates of the files have no checksum.
    const arrays = listed(parseNpz(changed, 'a.npz')) as Record<string, unknown>
    const before = Object.values(whole as Record<string, unknown>)
    for (const value of Object.values(arrays)) {
      if (!(value instanceof Uint8Array)) expect(before).toContainEqual(value)
    }
  }
})
