import { readWhole } from '../readers/whole.js'

/**
 * The members of an object in a file of JSON; a pipe or a device in its place is not read.
 *
 * @throws an error of whatever kind when it cannot be read or parsed.
 */
export function readJson(path: string): Record<string, unknown> | null {
  return JSON.parse(readWhole(path)) as Record<string, unknown> | null
}
