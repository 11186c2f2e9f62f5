import type { ParamValue } from '../experiment.js'
import { IssueError } from '../issue.js'
import { readWhole } from '../readers/whole.js'
import { readDocuments, valueOf } from '../readers/yaml/documents.js'
import type { StateFiles } from './files.js'

/** What a `param` file says, in its order; ints are bigints. */
export type WrittenParams = ReadonlyMap<string, ParamValue>

/** What the `param` of a run says; nothing when there is none, or a damaged one. */
export function readParam(files: StateFiles): WrittenParams {
  let text: string
  try {
    text = readWhole(files.param)
  } catch (error) {
    if (error instanceof IssueError) return new Map()
    throw error
  }
  const [document] = readDocuments(text).documents
  const value = document === undefined ? undefined : valueOf(document)
  return value instanceof Map ? (value as WrittenParams) : new Map()
}
