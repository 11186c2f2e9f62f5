import { join } from 'node:path'
import { globSync } from 'glob'
import { Minimatch } from 'minimatch'
import type { DeclaredParser } from './parser.js'

/** Finds a parser's files in a run's directory, given the names in it. */
export type FileFinder = (dir: string, names: readonly string[]) => readonly string[]

/**
 * Prepares the finding of the files that a parser declares. Patterns of names alone are matched
 * against the directory's listing, which all parsers share; one with a `/` walks the folders below.
 */
export function fileFinder(parser: Pick<DeclaredParser, 'files'>): FileFinder {
  const { files = [] } = parser
  const patterns = typeof files === 'string' ? [files] : files
  const deep = patterns.filter((pattern) => pattern.includes('/'))
  const flat = patterns
    .filter((pattern) => !pattern.includes('/'))
    .map((pattern) => new Minimatch(pattern))
  return (dir, names) => {
    const found = names.filter((name) => flat.some((pattern) => pattern.match(name)))
    const below = deep.length === 0 ? [] : globSync(deep, { cwd: dir, nodir: true })
    return [...found, ...below].sort().map((name) => join(dir, name))
  }
}
