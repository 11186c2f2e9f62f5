import type { Anchor } from './anchors.js'
import { BoundaryChoice } from './boundaries.js'
import { CaptureChoice, GROUPED_CAPTURE } from './captures.js'
import { numberAt } from './numbers.js'

/** A number that stands where an anchor says. */
export interface Sighting {
  readonly start: number
  readonly text: string
}

// Most lines have none.
const NONE: readonly Sighting[] = []

/** An anchor that is looked for in logs, and the pattern that fits all that it came upon. */
export class Watch {
  readonly anchor: Anchor
  readonly #capture = new CaptureChoice()
  readonly #boundary = new BoundaryChoice()
  readonly #before: RegExp
  readonly #after: RegExp
  #seesGroups = false

  constructor(anchor: Anchor) {
    this.anchor = anchor
    this.#before = new RegExp(anchor.before, 'g')
    this.#after = new RegExp(anchor.after, 'y')
  }

  /**
   * Whether the numbers may be written with commas, the likelier answer first: `999` may be `1,234`
   * in another run; but `128,256` may be two.
   */
  get grouped(): readonly boolean[] {
    if (this.anchor.grouped) return [true]
    return this.#seesGroups ? [true, false] : [false]
  }

  /** The numbers in a line where the anchor says; all else there is borne in mind. */
  in(line: string): readonly Sighting[] {
    const before = this.#before
    before.lastIndex = 0
    let match = before.exec(line)
    if (match === null) return NONE
    const sightings: Sighting[] = []
    for (; match !== null; match = before.exec(line)) {
      const start = before.lastIndex
      // An empty match would be found again and again.
      before.lastIndex += match[0] === '' ? 1 : 0
      if (!this.#boundary.see(line, match.index)) continue
      const text = numberAt(line, start, this.anchor.grouped)
      this.#capture.see(line, start, text)
      this.#seesGroups ||= text !== undefined && isCutAtComma(line, start, text)
      this.#after.lastIndex = start + (text?.length ?? 0)
      if (text !== undefined && this.#after.test(line)) sightings.push({ start, text })
    }
    return sightings
  }

  /** The pattern; `undefined` when no way to capture the numbers fits them all. */
  pattern(grouped: boolean): RegExp | undefined {
    const { before, after } = this.anchor
    const capture = grouped ? GROUPED_CAPTURE : this.#capture.source
    return capture === undefined
      ? undefined
      : new RegExp(`${this.#boundary.source}${before}(${capture})${after}`)
  }
}

/** Whether a number goes on after a comma. */
function isCutAtComma(line: string, start: number, text: string): boolean {
  return line[start + text.length] === ',' && numberAt(line, start, true) !== text
}
