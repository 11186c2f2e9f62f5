import { KEY_CHARACTER } from './pieces.js'

// `acc=` also stands within `test_acc=`, and where no log has that, it need not be told apart.
const BOUNDARIES = ['', String.raw`\b`, String.raw`(?<![\w./@%-])`] as const

/** Which beginnings of a pattern keep it from matching within a longer key, by what was seen. */
export class BoundaryChoice {
  #left: readonly string[] = BOUNDARIES
  /** By the two characters around the place. */
  readonly #seen = new Map<string, boolean>()

  /** A match of the pattern without a beginning; gives whether it is one of the whole key. */
  see(line: string, start: number): boolean {
    const [before, first] = [line[start - 1] ?? ' ', line[start] ?? '']
    const around = before + first
    const seen = this.#seen.get(around)
    if (seen !== undefined) return seen
    const isWhole = this.#look(before, first)
    this.#seen.set(around, isWhole)
    return isWhole
  }

  #look(before: string, first: string): boolean {
    const startsWord = /\w/.test(first)
    const isWhole = /["'\s]/.test(first) || !KEY_CHARACTER.test(before)
    this.#left = this.#left.filter((left) => {
      if (left === String.raw`\b`) return startsWord && (isWhole || /\w/.test(before))
      return isWhole || left !== ''
    })
    return isWhole
  }

  /** The shortest that is left. */
  get source(): string {
    return this.#left[0] ?? ''
  }
}
