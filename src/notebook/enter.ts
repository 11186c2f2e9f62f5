import { followWorkBy } from '../progress.js'
import { kernel } from './kernel.js'
import { displayLastExpressions } from './last-expression.js'
import { progressLine } from './progress-line.js'

/** In a notebook, results display themselves and long exams show how far they are. */
const here = kernel()
if (here) {
  displayLastExpressions(here)
  if (here.update) followWorkBy(progressLine)
}
