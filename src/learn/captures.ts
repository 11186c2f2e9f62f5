import { textAt } from './numbers.js'

// In the order of preference. What takes all up to a sign also takes the nan and 1e-05 to come.
const CAPTURES = choices([
  String.raw`[\d.]+`,
  String.raw`[^\s,]+`,
  String.raw`-?[\d.]+`,
  String.raw`[^\s,}\]]+`,
  String.raw`[-+]?(?:(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?|[nN]a[nN]|[iI]nf(?:inity)?)`,
])
/** Captures numbers with commas and without. */
export const GROUPED_CAPTURE = String.raw`-?\d+(?:,\d{3})*(?:\.\d+)?`

interface Choice {
  readonly source: string
  readonly at: RegExp
}

function choices(sources: readonly string[]): readonly Choice[] {
  return sources.map((source) => ({ source, at: new RegExp(source, 'y') }))
}

const PLAIN = /^\d+(?:\.\d+)?$/

/** Which ways to capture are right for all numbers, and all that is no number, that were seen. */
export class CaptureChoice {
  #left: readonly Choice[] = CAPTURES
  /** What came after plain numbers. */
  readonly #endings = new Set<string>()

  /** What stands at that place of a line: the text of a number, or nothing to capture. */
  see(line: string, start: number, number: string | undefined): void {
    // Of a million numbers most look alike.
    const isPlain = number !== undefined && PLAIN.test(number)
    const ending = isPlain ? (line[start + number.length] ?? '') : undefined
    if (ending !== undefined) {
      if (this.#endings.has(ending)) return
      this.#endings.add(ending)
    }
    this.#left = this.#left.filter(({ at }) => textAt(at, line, start) === number)
  }

  /** The plainest that is left. */
  get source(): string | undefined {
    return this.#left[0]?.source
  }
}
