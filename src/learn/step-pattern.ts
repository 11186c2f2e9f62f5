import { literal } from './pieces.js'

const KEYS = [
  'global_?step|steps?|iter(?:ation)?s?|updates?',
  'epochs?|ep|episodes?|rounds?|batch(?:es)?',
].map(
  (names) =>
    new RegExp(
      `(["']?)(?<![\\w.])(${names})\\1(\\s{0,4}(?:[=:]\\s{0,4})?[[(#]?\\s{0,4})(\\d{1,15})(?!\\.?\\d)`,
      'i',
    ),
)

/** The pattern of a step in a line, `Iter (\d+)` or `Epoch (\d+)`, if there is one. */
export function stepPattern(line: string): RegExp | undefined {
  for (const key of KEYS) {
    const [, quote, name, between] = key.exec(line) ?? []
    if (quote === undefined || name === undefined || between === undefined) continue
    const sign = literal(between.trim())
    const space = between.includes(' ') ? String.raw`\s*` : ''
    const gap = sign === '' ? (between === ' ' ? ' ' : String.raw`\s+`) : `${sign}${space}`
    return new RegExp(`${quote}${name}${quote}${gap}(\\d+)`)
  }
  return undefined
}
