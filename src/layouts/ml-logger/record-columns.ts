import type { ParamValue, Points } from '../../experiment.js'
import { GrowingColumn } from '../../readers/growing-column.js'
import { mapEntries } from '../../values/map-entries.js'
import type { Report } from '../layout.js'

/** A file of records, one for each flush, by their keys. */
export class RecordColumns {
  readonly file: string
  readonly #columns = new Map<string, GrowingColumn>()
  readonly #report: Report
  #records = 0
  #told = false

  constructor(file: string, report: Report) {
    this.file = file
    this.#report = report
  }

  /** How many records there are; they are numbered from 0. */
  get records(): number {
    return this.#records
  }

  /** The keys in the order of their first appearance. */
  get names(): string[] {
    return Array.from(this.#columns.keys())
  }

  /** The values of a key and the numbers of the records that have it. */
  points(name: string): Points | undefined {
    return this.#columns.get(name)?.points()
  }

  add(record: ParamValue): void {
    const entries = mapEntries(record)
    if (entries === undefined) this.#tellOnce()
    for (const [name, value] of entries ?? []) {
      let column = this.#columns.get(name)
      if (column === undefined) this.#columns.set(name, (column = new GrowingColumn()))
      column.push(this.#records, value)
    }
    this.#records += 1
  }

  #tellOnce(): void {
    if (this.#told) return
    this.#told = true
    const message =
      `Record ${this.#records} of ${this.file} (counted from 0) is not a map of metrics; it was ` +
      `left out, as are others like it. Is it the right file?`
    this.#report({ code: 'layout-mismatch', file: this.file, message })
  }
}
