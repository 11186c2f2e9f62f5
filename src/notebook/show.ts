import { Console } from 'node:console'
import { AssayError } from '../issue.js'
import { bundleOf } from './bundle.js'
// Whoever may show something in a notebook need not always say so.
import './enter.js'
import { kernel } from './kernel.js'
import { viewOf, type Showable } from './view-of.js'
import { viewText } from './view.js'

/**
 * Shows a result below the cell of a notebook (Jupyter with tslab or Deno); in a plain script it
 * prints text in place of that.
 *
 * It shows a table (of which the first 50 rows, fractions with six digits; the table itself keeps
 * all), a chart (any Vega-Lite spec with its data inside), a comparison, an Examiner, what an exam
 * came to, experiments, one or several, a list of issues, what `learn` found, and an `Estimate`.
 *
 * @throws AssayError for anything else, and for a spec that cannot be drawn.
 *
 * @example
 * await show(examiner.table())
 * await show(barChart(table, { x: 'lr', y: 'acc' }))
 * await show(examiner.issues)
 */
export async function show(value: Showable): Promise<void> {
  const view = viewOf(value)
  if (view === undefined) {
    throw new AssayError(
      'show() shows a table, a Vega-Lite chart, a comparison, an Examiner, the summary of an exam, ' +
        `experiments, a list of issues, what learn() found or an Estimate, not ${describe(value)}.`,
    )
  }
  const here = kernel()
  if (here) here.send(await bundleOf(view))
  // A Console does not mind when its reader has gone (`| head`).
  else new Console(process.stdout).log(viewText(view))
}

function describe(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) return 'an array of something else'
  return value instanceof Promise ? 'a Promise (await it first)' : 'an object of another kind'
}
