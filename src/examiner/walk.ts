import { realpathSync, statSync } from 'node:fs'
import { sep } from 'node:path'
import type { Layout, Report } from '../layouts/layout.js'
import { guarded } from './guarded.js'
import { Folder, SingleFile } from './place.js'
import { recognise, type Recognised } from './recognise.js'

/** What there is below a folder. */
export interface Below {
  readonly runs: readonly Recognised[]
  /** The folders right in it that are not recognised and have no runs below. */
  readonly strays: readonly Folder[]
}

/** How deep below an output folder runs may lie. */
const DEEPEST = 12

/** Folders of tools: unless one is a run itself, there is none in it. */
const PASSED_OVER = /^(?:\.|__pycache__$|node_modules$)/

/**
 * Finds the places with runs below a folder. A folder is told by the names in it, which are listed
 * once; links to folders are followed, each target once, so that a loop ends.
 */
export class Walk {
  readonly #layouts: readonly Layout[]
  readonly #nested: boolean
  readonly #report: Report
  readonly #followed = new Set<string>()

  /** With `nested`, runs are looked for in the folders of runs as well. */
  constructor(layouts: readonly Layout[], nested: boolean, report: Report) {
    this.#layouts = layouts
    this.#nested = nested
    this.#report = report
  }

  /** With `isRun`, the files right in the folder are a run's own. */
  below(folder: Folder, isRun: boolean, depth = 1): Below {
    const runs: Recognised[] = []
    const beside: Recognised[] = []
    const strays: Folder[] = []
    for (const name of isRun ? [] : folder.files) {
      const known = recognise(new SingleFile(folder.pathOf(name)), this.#layouts, this.#report)
      if (known) beside.push(known)
    }
    for (const name of folder.folders) {
      const path = folder.pathOf(name)
      const isLink = folder.isLink(name)
      if (isLink && !isFolder(path)) continue
      const place = new Folder(path)
      const known = recognise(place, this.#layouts, this.#report)
      if (known) beside.push(known)
      if (known ? !this.#nested && known.layout.nests !== true : PASSED_OVER.test(name)) continue
      const mayDescend = depth < DEEPEST && (!isLink || this.#isNew(folder, path))
      const deeper = mayDescend ? this.below(place, known !== undefined, depth + 1).runs : []
      runs.push(...deeper)
      if (!known && deeper.length === 0) strays.push(place)
    }
    const lost = beside.length === 0 ? [] : claimed(strays, beside, this.#layouts, this.#report)
    return { runs: [...beside, ...runs, ...lost], strays }
  }

  #isNew(folder: Folder, path: string): boolean {
    const [here, target] = [realpathSync(folder.path), realpathSync(path)]
    const leadsBack = here === target || here.startsWith(target.replace(/[/\\]?$/, sep))
    if (leadsBack || this.#followed.has(target)) return false
    this.#followed.add(target)
    return true
  }
}

/**
 * The folders that are no run of any layout, but that a layout of the runs `beside` them takes for
 * one that lost its params. Where there are no runs at all, the first layout is asked.
 */
export function claimed(
  strays: readonly Folder[],
  beside: readonly Recognised[],
  layouts: readonly Layout[],
  report: Report,
): Recognised[] {
  const asked =
    beside.length > 0 ? new Set(beside.map(({ layout }) => layout)) : layouts.slice(0, 1)
  return strays.flatMap((place) => {
    for (const layout of asked) {
      const claims = guarded({ layout, place }, report, false, () => layout.claims?.(place))
      if (claims !== true) continue
      return [{ place, layout, why: `it is beside other runs of ${layout.name}`, also: [] }]
    }
    return []
  })
}

function isFolder(link: string): boolean {
  try {
    return statSync(link).isDirectory()
  } catch {
    // It leads nowhere, or back to itself.
    return false
  }
}
