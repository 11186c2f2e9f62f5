import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { createJiti } from 'jiti'
import * as assay from '../index.js'
import { AssayError } from '../issue.js'

/**
 * The parsers of a user's file in TypeScript or JavaScript: its default export (a parser or a list
 * of them), or without one every export that can be a parser. The file may import `assay` wherever
 * it lies; it is given this very copy.
 *
 * @throws AssayError when the file is not there, does not load, or has no parser.
 */
export async function parsersFromFile(path: string): Promise<unknown[]> {
  if (!existsSync(path)) throw new AssayError(`There is no parsers file '${path}'.`)
  const jiti = createJiti(import.meta.url, {
    virtualModules: { assay },
    // A cache in the temporary folder would run what others may have put there.
    fsCache: false,
    moduleCache: false,
    interopDefault: false,
  })
  let module: Record<string, unknown>
  try {
    module = await jiti.import<Record<string, unknown>>(resolve(path))
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
    throw new AssayError(`'${path}' could not be loaded: ${reason}`)
  }
  const { default: main = module } = module
  const parsers = isNamespace(main) ? Object.values(main).filter(mayBeParser) : [main].flat()
  if (parsers.length === 0) {
    throw new AssayError(
      `'${path}' exports no parser; export a function (dir, experiment, caches) or a logMetric(...).`,
    )
  }
  return parsers
}

/** Exports by name: a module's own, or the object that a CommonJS file exports. */
function isNamespace(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !mayBeParser(value)
}

function mayBeParser(value: unknown): boolean {
  return (
    typeof value === 'function' || (typeof value === 'object' && value !== null && 'parse' in value)
  )
}
