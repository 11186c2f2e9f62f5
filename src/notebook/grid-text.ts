import type { Mark } from '../stats/estimate.js'
import type { Grid } from './grid.js'

/** A grid as lines of text with aligned columns, without a newline at the end. */
export function gridText({ columns, note }: Grid): string {
  const padded = columns.map(({ name, numeric, cells, marks }) => {
    const texts = marks ? [`${name}  `, ...cells.map(marked(marks))] : [name, ...cells]
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
  const legend = columns.some(({ marks }) => marks) ? [LEGEND] : []
  return [...lines, ...legend, ...(note === '' ? [] : [note])].join('\n')
}

const LEGEND = '* best  ~ not distinguishable from it'

/** Text has neither bold nor underlined letters. */
function marked(marks: readonly (Mark | undefined)[]): (text: string, row: number) => string {
  return (text, row) => {
    const mark = marks[row]
    return `${text} ${mark === undefined ? ' ' : mark === 'best' ? '*' : '~'}`
  }
}

function lengthOf(text: string): number {
  return Array.from(text).length
}
