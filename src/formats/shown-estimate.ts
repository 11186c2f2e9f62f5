import type { Estimate, Mark } from '../stats/estimate.js'
import { cellText } from '../values/cell-text.js'
import { isMissing } from '../values/compare-values.js'
import { isNumeric } from '../values/is-numeric.js'

/** An estimate as a table for people shows it: with its count, where no column tells that. */
export class ShownEstimate {
  readonly estimate: Estimate
  /** Such as `(4 of 5)`; empty where a column tells it. */
  readonly count: string

  constructor(estimate: Estimate, count: string) {
    this.estimate = estimate
    this.count = count
  }

  get mark(): Mark | undefined {
    return this.estimate.mark
  }

  toString(): string {
    return [String(this.estimate), this.count].filter((text) => text !== '').join(' ')
  }
}

/** How many runs a number is over: `5`, or `4 of 5`. */
export function countText(n: number, of: number): string {
  return n === of ? String(n) : `${n} of ${of}`
}

/** A cell of a presented table as text. */
export function shownText(cell: unknown): string {
  return cell instanceof ShownEstimate ? String(cell) : cellText(cell)
}

/** Whether the cells of a column stand to the right: numbers only, with their intervals or not. */
export function standRight(cells: readonly unknown[]): boolean {
  return cells.every((cell) => {
    return isMissing(cell) || cell instanceof ShownEstimate || isNumeric(cell)
  })
}
