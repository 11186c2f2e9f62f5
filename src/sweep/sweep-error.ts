import { AssayError } from '../issue.js'

/** Where in a sweep's file something stands; a sweep given as an object has no places. */
export interface Place {
  readonly file?: string | undefined
  /** Counted from 1; 0 or none: the file as a whole. */
  readonly line?: number | undefined
}

/**
 * A sweep that cannot be planned. The message begins with the file and the line, and ends with what
 * to do about it.
 *
 * @example
 * const error = new SweepError("No value for {x}; add it to 'default'.", { file: 'params.yaml', line: 3 })
 * error.message // "params.yaml:3: No value for {x}; add it to 'default'."
 */
export class SweepError extends AssayError {
  override readonly name: string = 'SweepError'
  readonly file?: string
  readonly line?: number

  constructor(problem: string, place: Place = {}) {
    super(`${prefix(place)}${problem}`)
    if (place.file !== undefined) this.file = place.file
    if (place.line) this.line = place.line
  }
}

/** `params.yaml:12: `, or as much of it as is known. */
export function prefix({ file, line }: Place): string {
  if (file === undefined) return ''
  return line ? `${file}:${line}: ` : `${file}: `
}
