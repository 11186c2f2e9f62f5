import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { globSync, hasMagic } from 'glob'
import { AssayError } from '../../issue.js'
import { sortNaturally } from '../../values/natural-order.js'

// As Python's `glob`: nothing but `*`, `**`, `?` and `[…]` is special.
const PYTHON = { nobrace: true, noext: true } as const

/** Whether a path stands for those that match it: it has a wildcard, and no file has that name. */
export function isPattern(root: string, path: string): boolean {
  return hasMagic(path, { ...PYTHON, magicalBraces: false }) && !existsSync(resolve(root, path))
}

/**
 * What matches a pattern below a folder: files and folders, sorted by name, without those whose name
 * begins with a dot. Links to folders are not followed by `**`.
 */
export function matches(root: string, pattern: string): string[] {
  const found = globSync(pattern, { ...PYTHON, cwd: root, posix: true })
  return sortNaturally(
    // Python's `**` does not name the folder itself.
    found.filter((path) => path !== '.'),
    (path) => path,
  )
}

/**
 * The file of a path, or those that match a pattern.
 *
 * @throws AssayError when there is none.
 */
export function filesAt(root: string, path: string): string[] {
  if (!isPattern(root, path)) {
    if (existsSync(resolve(root, path))) return [path]
    throw new AssayError(
      `There is no file '${path}' in '${root}' (looked for ${resolve(root, path)}).`,
    )
  }
  const files = matches(root, path).filter((found) => !isFolder(resolve(root, found)))
  if (files.length > 0) return files
  throw new AssayError(`No file matches '${path}' in '${root}'; '**/' stands for any folders.`)
}

/** The file of a path, or the first that matches a pattern. @throws AssayError when there is none. */
export function fileAt(root: string, path: string): string {
  return filesAt(root, path)[0] ?? path
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory()
}
