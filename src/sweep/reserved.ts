import { SweepError, type Place } from './sweep-error.js'

/** What a run's `param` file says of the run itself, beside its params. */
const RESERVED = ['_name', '_output', '_time', '_scripts']

/** Refuses a param of a name that each task fills by itself. */
export function checkReserved(name: string, place: Place): void {
  if (RESERVED.includes(name)) {
    throw new SweepError(
      `'${name}' is what each task tells of itself; name the param otherwise.`,
      place,
    )
  }
}
