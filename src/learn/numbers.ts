/** Where a number stands in a line. */
export interface NumberPlace {
  readonly start: number
  readonly end: number
  readonly value: number
  /** Written with commas: `1,234.5`. */
  readonly grouped: boolean
}

const PLAIN = String.raw`(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?`
const GROUPED = String.raw`\d{1,3}(?:,\d{3})+(?!,?\d)(?:\.\d+)?`
// A number does not begin within a word, such as `mAP@50`, nor within another number.
const BEFORE = String.raw`(?<![\w.]|\w@)[-+]?`
const EACH_PLAIN = new RegExp(`${BEFORE}${PLAIN}`, 'g')
const EACH_GROUPED = new RegExp(`${BEFORE}${GROUPED}`, 'g')

const HAS_GROUPS = /\d,\d{3}/

/** The numbers in a line; `1,234` is a number and also the two `1` and `234`. */
export function numbersIn(line: string): NumberPlace[] {
  const places: NumberPlace[] = []
  addNumbers(places, line, EACH_PLAIN, false)
  if (HAS_GROUPS.test(line)) addNumbers(places, line, EACH_GROUPED, true)
  return places
}

function addNumbers(places: NumberPlace[], line: string, each: RegExp, grouped: boolean): void {
  each.lastIndex = 0
  for (let match = each.exec(line); match !== null; match = each.exec(line)) {
    const { 0: text, index: start } = match
    const end = start + text.length
    // A version or an address: 1.2.3
    if (line[end] === '.' && /\d/.test(line[end + 1] ?? '')) continue
    places.push({ start, end, value: Number(grouped ? text.replaceAll(',', '') : text), grouped })
  }
}

const SPECIAL = String.raw`(?:nan|inf(?:inity)?)(?!\w)`
const PLAIN_AT = new RegExp(`[-+]?(?:${PLAIN}|${SPECIAL})`, 'iy')
const GROUPED_AT = new RegExp(`[-+]?(?:${GROUPED}|${PLAIN}|${SPECIAL})`, 'iy')

/** The text of the number that begins at that place of a line, `nan` and `inf` among them. */
export function numberAt(line: string, start: number, grouped: boolean): string | undefined {
  return textAt(grouped ? GROUPED_AT : PLAIN_AT, line, start)
}

/** What a sticky pattern matches there. */
export function textAt(sticky: RegExp, line: string, start: number): string | undefined {
  sticky.lastIndex = start
  return sticky.exec(line)?.[0]
}
