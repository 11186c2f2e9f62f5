import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { createJiti } from 'jiti'
import { isLayout } from '../examiner/choose-layouts.js'
import * as assay from '../index.js'
import { AssayError } from '../issue.js'
import type { Layout } from '../layouts/layout.js'

/** What users write themselves. */
export interface Plugins {
  readonly parsers: readonly unknown[]
  readonly layouts: readonly Layout[]
}

/**
 * The parsers and layouts of a user's files in TypeScript or JavaScript: each one's default export
 * (a plugin or a list of them), or without one every export that can be one. The file may import
 * `assay` wherever it lies; it is given this very copy.
 *
 * @throws AssayError when a file is not there, does not load, or has no plugin.
 */
export async function pluginsFrom(paths: readonly string[]): Promise<Plugins> {
  const all: unknown[] = []
  for (const path of paths) all.push(...(await pluginsFromFile(path)))
  return { parsers: all.filter((plugin) => !isLayout(plugin)), layouts: all.filter(isLayout) }
}

async function pluginsFromFile(path: string): Promise<unknown[]> {
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
  const plugins = isNamespace(main) ? Object.values(main).filter(mayBePlugin) : [main].flat()
  if (plugins.length === 0) {
    throw new AssayError(
      `'${path}' exports no parser or layout; export a function (dir, experiment, caches) or a logMetric(...).`,
    )
  }
  return plugins
}

/** Exports by name: a module's own, or the object that a CommonJS file exports. */
function isNamespace(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !mayBePlugin(value)
}

function mayBePlugin(value: unknown): boolean {
  if (typeof value === 'function' || isLayout(value)) return true
  return typeof value === 'object' && value !== null && 'parse' in value
}
