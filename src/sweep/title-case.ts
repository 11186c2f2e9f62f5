/** Letters whose title case is neither their upper case nor follows from it. */
const TITLES: readonly (readonly [string, string])[] = [
  ['\u01c4\u01c5\u01c6', '\u01c5'],
  ['\u01c7\u01c8\u01c9', '\u01c8'],
  ['\u01ca\u01cb\u01cc', '\u01cb'],
  ['\u01f1\u01f2\u01f3', '\u01f2'],
]

/** Python's `str.title()`: the first of each run of letters in title case, the others in lower case. */
export function titleCase(text: string): string {
  return text.replaceAll(/\p{Cased}+/gu, (run) => {
    const [first = ''] = run
    return titleOf(first) + run.toLowerCase().slice(first.toLowerCase().length)
  })
}

function titleOf(letter: string): string {
  const special = TITLES.find(([letters]) => letters.includes(letter))
  if (special !== undefined) return special[1]
  // Georgian has capitals, but no title case.
  if (/[\u10d0-\u10ff]/.test(letter)) return letter
  const upper = letter.toUpperCase()
  // Greek with an iota below keeps it below, in one character where there is one.
  if (upper.length > 1 && upper.endsWith('\u0399')) {
    const below = `${upper.slice(0, -1)}\u0345`
    return upper.length === 2 ? below.normalize() : below
  }
  const [first = '', ...rest] = upper
  return first + rest.join('').toLowerCase()
}
