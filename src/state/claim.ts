import { randomUUID } from 'node:crypto'
import { linkSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AssayError, IssueError } from '../issue.js'
import { isNoSuchFile } from '../readers/file.js'
import { readWhole } from '../readers/whole.js'
import type { StateFiles } from './files.js'
import { isAlive, thisProcess, type Owner } from './owner.js'
import { isText } from './run-start.js'

/** How often the holder of a claim says that it lives, in milliseconds. */
export const HEARTBEAT = 10_000
/**
 * From when on a claim of another machine is stalled, and from when on it may be taken over: file
 * systems that are shared may show times a minute late.
 */
export const STALLED_AFTER = 60_000
const TAKEN_AFTER = 180_000

/** A claim as others see it. */
export interface SeenClaim {
  readonly number: number
  readonly id: string
  readonly owner: Owner
  /** Milliseconds since its holder last said that it lives. */
  readonly silent: number
  /** Its holder is gone, so that it may be taken over. */
  readonly dead: boolean
}

/**
 * The right to run a task. Claims of a task are files numbered upwards, and the highest counts.
 * Whoever finds it dead makes the next number, which only one can: nothing that another relies on is
 * ever removed or replaced, and so it needs no lock, on a shared file system neither.
 */
export class Claim {
  readonly id: string
  readonly path: string
  /** The file that would take this claim over. */
  readonly next: string
  readonly #files: StateFiles
  readonly #number: number
  readonly #text: string

  private constructor(files: StateFiles, number: number, id: string) {
    this.id = id
    this.path = claimPath(files, number)
    this.next = claimPath(files, number + 1)
    this.#files = files
    this.#number = number
    this.#text = `${id}\n${JSON.stringify(thisProcess())}\n`
  }

  /** Claims a task; or says who holds it, or `undefined` when another was just faster. */
  static acquire(files: StateFiles): Claim | SeenClaim | undefined {
    const near = highestClaim(files)
    const isFar = near !== undefined && isAlive(near.owner) === undefined
    const top = isFar ? highestClaim(files, commonTime(files)) : near
    if (top !== undefined && !top.dead) return top
    if (top?.number === LAST) {
      throw new AssayError(`${claimPath(files, LAST)} is damaged, and nobody's; remove it.`)
    }
    const claim = new Claim(files, (top?.number ?? 0) + 1, randomUUID())
    if (!create(claim.path, claim.id, claim.#text)) return undefined
    // Only who took the dead claim over removes it: then all may be released, and claimed from 1 on.
    const disputed = top !== undefined && readClaim(files, top.number)?.id !== top.id
    // A folder that cannot be listed is an error here, and no folder without claims.
    const numbers = numbersAmong(readdirSync(files.dir), files)
    if (disputed || numbers.some((number) => number > claim.#number)) {
      rmSync(claim.path, { force: true })
      return undefined
    }
    return claim
  }

  /** Says that the holder lives; `false` when the claim was taken over in the meantime. */
  beat(): boolean {
    try {
      // The file system sets the time, which its machines then share.
      writeFileSync(this.path, this.#text, { flag: 'r+' })
    } catch {
      // A disk that is full, or away for a moment, takes the task from nobody.
    }
    return this.isHeld()
  }

  /** Whether it counts still, as far as can be seen. */
  isHeld(): boolean {
    try {
      const numbers = numbersAmong(readdirSync(this.#files.dir), this.#files)
      if (numbers.some((number) => number > this.#number)) return false
      return readWhole(this.path).split('\n', 1)[0] === this.id
    } catch (error) {
      return !hasCode(error, 'ENOENT') && !(error instanceof IssueError && isNoSuchFile(error))
    }
  }

  /** The claim's own file is the last to go: as long as it is there, none can be made below it. */
  release(): void {
    for (const number of claimNumbers(this.#files)) {
      if (number >= this.#number) continue
      rmSync(claimPath(this.#files, number), { recursive: true, force: true })
    }
    if (readClaim(this.#files, this.#number)?.id === this.id) rmSync(this.path, { force: true })
  }
}

/** The claim that counts, if there is any. */
export function highestClaim(files: StateFiles, now = Date.now()): SeenClaim | undefined {
  const numbers = claimNumbers(files)
  // One that was released since it was listed is no claim any more.
  for (const number of numbers.sort((a, b) => b - a)) {
    const claim = readClaim(files, number, now)
    if (claim !== undefined) return claim
  }
  return undefined
}

/** Whether anybody has claimed the task and not released it in order. */
export function isInHand(files: StateFiles): boolean {
  return claimNumbers(files).length > 0
}

function readClaim(files: StateFiles, number: number, now = Date.now()): SeenClaim | undefined {
  const path = claimPath(files, number)
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats === undefined) return undefined
  const silent = Math.max(0, now - stats.mtimeMs)
  let text: string
  try {
    text = readWhole(path)
  } catch (error) {
    if (!(error instanceof IssueError)) throw error
    if (isNoSuchFile(error)) return undefined
    // Another user's that may not be read is believed as one of another machine is.
    const dead = !hasCode(error.cause, 'EACCES') || silent >= TAKEN_AFTER
    return { number, id: '', owner: NOBODY, silent, dead }
  }
  const [id = '', json = ''] = text.split('\n')
  const owner = asOwner(json)
  // Claims come whole into being, so something else has damaged it, and nobody holds it.
  if (owner === undefined) return { number, id, owner: NOBODY, silent, dead: true }
  return { number, id, owner, silent, dead: !(isAlive(owner) ?? silent < TAKEN_AFTER) }
}

const NOBODY: Owner = { host: '', machine: '', pid: 0, start: '' }

function asOwner(json: string): Owner | undefined {
  try {
    const { host, machine, pid, start } = JSON.parse(json) as Record<string, unknown>
    const known = isText(host) && isText(machine) && isText(start) && typeof pid === 'number'
    return known ? { host, machine, pid, start } : undefined
  } catch {
    return undefined
  }
}

/** The time by the clock of the file system: those of two machines may differ. */
function commonTime({ dir, claimPrefix }: StateFiles): number {
  const probe = join(dir, `${claimPrefix}${randomUUID()}.tmp`)
  writeFileSync(probe, '')
  try {
    return statSync(probe, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()
  } finally {
    rmSync(probe, { force: true })
  }
}

const claimNumbers = (files: StateFiles): number[] => numbersAmong(entriesOf(files.dir), files)

/** No honest claim comes near it. */
const LAST = 999_999_999

function numbersAmong(names: readonly string[], { claimPrefix }: StateFiles): number[] {
  return names.flatMap((name) => {
    if (!name.startsWith(claimPrefix)) return []
    const number = name.slice(claimPrefix.length)
    return /^[1-9]\d{0,8}$/.test(number) ? [Number(number)] : []
  })
}

/** The names in a directory; none where there is no directory. */
export function entriesOf(dir: string): string[] {
  try {
    return readdirSync(dir)
  } catch {
    return []
  }
}

const claimPath = ({ dir, claimPrefix }: StateFiles, number: number): string =>
  join(dir, `${claimPrefix}${number}`)

/** Makes a file with its whole text at once, unless there is one: a link to one that is ready. */
function create(path: string, id: string, text: string): boolean {
  const ready = `${path}.${id}.tmp`
  writeFileSync(ready, text)
  try {
    linkSync(ready, path)
    return true
  } catch (error) {
    // Whoever took the task over in the meantime may have put the file away.
    if (hasCode(error, 'EEXIST') || hasCode(error, 'ENOENT')) return false
    throw error
  } finally {
    rmSync(ready, { force: true })
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
