import { readdirSync, type Dirent } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { IssueError } from '../issue.js'
import type { Place } from '../layouts/layout.js'
import { readAt, withFile } from '../readers/file.js'

/** The names of what is in a folder, by kind. */
interface Listing {
  readonly files: readonly string[]
  readonly folders: readonly string[]
  readonly links: ReadonlySet<string>
}

const EMPTY: Listing = { files: [], folders: [], links: new Set() }

/** A folder as layouts see it; it is listed once, when its names are first asked for. */
export class Folder implements Place {
  readonly path: string
  readonly kind = 'folder'
  readonly head = noBytes
  #listing: Listing | undefined

  constructor(path: string) {
    this.path = path
  }

  get name(): string {
    return basename(resolve(this.path))
  }

  get files(): readonly string[] {
    return this.#listed.files
  }

  get folders(): readonly string[] {
    return this.#listed.folders
  }

  isLink(name: string): boolean {
    return this.#listed.links.has(name)
  }

  pathOf(name: string): string {
    return join(this.path, name)
  }

  /** @throws what Node throws when it cannot be listed; otherwise such a folder is taken as empty. */
  list(): this {
    this.#listing = listing(readdirSync(this.path, { withFileTypes: true }))
    return this
  }

  get #listed(): Listing {
    if (this.#listing !== undefined) return this.#listing
    try {
      this.list()
    } catch {
      this.#listing = EMPTY
    }
    return this.#listing ?? EMPTY
  }
}

/** A link is among both: what it leads to is looked at where it matters. */
function listing(entries: readonly Dirent[]): Listing {
  const files: string[] = []
  const folders: string[] = []
  let links: Set<string> | undefined
  for (const entry of entries) {
    const isLink = entry.isSymbolicLink()
    if (isLink) (links ??= new Set()).add(entry.name)
    if (isLink || entry.isDirectory()) folders.push(entry.name)
    if (!entry.isDirectory()) files.push(entry.name)
  }
  return { files, folders, links: links ?? EMPTY.links }
}

/** A file as layouts see it. */
export class SingleFile implements Place {
  readonly path: string
  readonly kind = 'file'
  readonly files = []
  readonly folders = []

  constructor(path: string) {
    this.path = path
  }

  get name(): string {
    return basename(this.path)
  }

  /** Not a method: a layout may take it out of its place, as in `({ head }) => head(16)`. */
  readonly head = (length: number): Uint8Array => {
    const bytes = new Uint8Array(length)
    try {
      const filled = withFile(this.path, (file) => readAt(this.path, file, bytes, 0))
      return bytes.subarray(0, filled)
    } catch (error) {
      if (error instanceof IssueError) return noBytes()
      throw error
    }
  }
}

function noBytes(): Uint8Array {
  return new Uint8Array()
}
