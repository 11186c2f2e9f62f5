import { shownCell, type CellValue } from './cells.js'
import type { PageColumn } from './model.js'

const [LEAST, MOST] = [6, 30]
const MOST_OF_NAME = 44
/** As in style.css; of a name with the arrow that unfolds it, and how many issues it has. */
const [PADDING, PADDING_OF_NAME] = ['26px', '82px']
/** How many numbers are written out to see how long they are. */
const SAMPLE = 500

/** How wide a column is in CSS; fixed, so that nothing moves while rows come and go. */
export function columnWidth({ name, role, values }: PageColumn): string {
  // Of bold letters, with room for the arrow that tells how it is sorted.
  const widest = Math.max(LEAST, Math.ceil(1.1 * name.length) + 2, longest(values))
  const isName = role === 'experiment'
  const width = isName
    ? `${Math.min(widest, MOST_OF_NAME)}ch + ${PADDING_OF_NAME}`
    : `${Math.min(widest, MOST)}ch + ${PADDING}`
  // Names stay in sight on a phone, and leave room for the rest.
  return isName ? `min(${width}, max(45cqi, 150px))` : `calc(${width})`
}

function longest(values: readonly CellValue[]): number {
  const step = Math.ceil(values.length / SAMPLE)
  let most = 0
  values.forEach((value, row) => {
    if (typeof value === 'string') most = Math.max(most, value.length)
    else if (row % step === 0) most = Math.max(most, shownCell(value).length)
  })
  return most
}
