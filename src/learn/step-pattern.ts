import { literal } from './pieces.js'

const COUNT = String.raw`\d{1,15}`
const FRACTION = String.raw`\d{1,15}\.\d{1,15}`

const KEYS = [
  ['global_?step|steps?|iter(?:ation)?s?|updates?', COUNT],
  ['epochs?|ep|episodes?|rounds?|batch(?:es)?', COUNT],
  ['epochs?', FRACTION],
].map(
  ([names = '', number = '']) =>
    new RegExp(
      `(["']?)(?<![\\w.])(${names})\\1(\\s{0,4}(?:[=:]\\s{0,4})?[[(#]?\\s{0,4})(${number})(?!\\.?\\d)`,
      'i',
    ),
)

const LEADING = /^\[\d{1,15}\]\s/

/** The pattern of a step in a line, `Iter (\d+)`, `Epoch (\d+)` or `^\[(\d+)\]`, if there is one. */
export function stepPattern(line: string): RegExp | undefined {
  for (const key of KEYS) {
    const [, quote, name, between, number] = key.exec(line) ?? []
    if (quote === undefined || name === undefined || between === undefined) continue
    const sign = literal(between.trim())
    const space = between.includes(' ') ? String.raw`\s*` : ''
    const gap = sign === '' ? (between === ' ' ? ' ' : String.raw`\s+`) : `${sign}${space}`
    const count = number?.includes('.') ? String.raw`[\d.]+` : String.raw`\d+`
    return new RegExp(`${quote}${name}${quote}${gap}(${count})`)
  }
  return LEADING.test(line) ? /^\[(\d+)\]/ : undefined
}
