import { AssayError, IssueError } from '../issue.js'

/** More cells than that are not held in memory; a few bytes of a hostile file could ask for any. */
export const MOST_CELLS = 2 ** 26

/** Gives what `read` gives; whatever it throws, a library's error too, is that the file is damaged. */
export async function orDamaged<T>(
  path: string,
  format: string,
  read: () => T | Promise<T>,
): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof IssueError || error instanceof AssayError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    const message = `${path} could not be read as ${format}: ${reason}. It may be cut off, damaged, or of another kind.`
    throw new IssueError({ code: 'file-damaged', file: path, message }, { cause: error })
  }
}
