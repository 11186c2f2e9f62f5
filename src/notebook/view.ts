import type { Grid } from './grid.js'
import { gridHTML, paragraph } from './grid-html.js'
import { gridText } from './grid-text.js'

/** How a value is seen in a notebook. */
export interface View {
  /** What it is, in a line: `6 rows × 3 columns`. */
  readonly line: string
  /** What there is to see, from top to bottom; made when it is asked for. */
  readonly parts: () => readonly (string | Grid)[]
  /** The Vega-Lite spec that is drawn in place of the parts. */
  readonly spec?: object
}

/** The parts as text, without a newline at the end. */
export function viewText({ parts }: View): string {
  return parts().map(partText).join('\n')
}

export function partText(part: string | Grid): string {
  return typeof part === 'string' ? part : gridText(part)
}

/** The parts as HTML. */
export function viewHTML({ parts }: View): string {
  return parts()
    .map((part) => (typeof part === 'string' ? paragraph(part) : gridHTML(part)))
    .join('')
}
