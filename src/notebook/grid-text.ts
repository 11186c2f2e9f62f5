import type { Grid } from './grid.js'

/** A grid as lines of text with aligned columns, without a newline at the end. */
export function gridText({ columns, note }: Grid): string {
  const padded = columns.map(({ name, numeric, cells }) => {
    const texts = [name, ...cells]
    const width = Math.max(...texts.map(lengthOf))
    return texts.map((text) => {
      const space = ' '.repeat(width - lengthOf(text))
      return numeric ? space + text : text + space
    })
  })
  const lines = (padded[0] ?? []).map((_, row) => {
    return padded
      .map((texts) => texts[row])
      .join('  ')
      .trimEnd()
  })
  return [...lines, ...(note === '' ? [] : [note])].join('\n')
}

function lengthOf(text: string): number {
  return Array.from(text).length
}
