import { IssueError } from '../../issue.js'
import type { NdArray } from '../../nd-array.js'
import { readBytes } from '../bytes.js'
import { unzip } from '../zip.js'
import { parseNpy } from './npy.js'

/**
 * The arrays in a `.npz` file by name, as `numpy.savez` was given them; other files in it as bytes.
 *
 * @throws IssueError `file-damaged`; `file-too-large` over 1 GiB, packed or unpacked.
 */
export function readNpz(path: string): Record<string, NdArray | Uint8Array> {
  return parseNpz(readBytes(path), path)
}

/** The same from bytes; `file` names them in messages. */
export function parseNpz(bytes: Uint8Array, file: string): Record<string, NdArray | Uint8Array> {
  const arrays = Array.from(members(bytes, file), ([name, member]) => read(name, member, file))
  return Object.fromEntries(arrays)
}

function read(name: string, member: Uint8Array, file: string): [string, NdArray | Uint8Array] {
  if (!name.endsWith('.npy')) return [name, new Uint8Array(member)]
  return [name.slice(0, -'.npy'.length), parseNpy(member, `${file}/${name}`)]
}

function members(bytes: Uint8Array, file: string): Map<string, Uint8Array> {
  try {
    return unzip(bytes)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const message = `${file} is not a readable .npz file: ${reason}.`
    throw new IssueError({ code: 'file-damaged', file, message }, { cause: error })
  }
}
