import { inspect } from 'node:util'
import { ColumnTable } from 'arquero'
import { displayResultsBy } from '../displayed.js'
import { Examiner } from '../examiner/examiner.js'
import { RunExperiment } from '../examiner/run-experiment.js'
import { Estimate } from '../stats/estimate.js'
import { bundleOf, chartBundle, textBundle } from './bundle.js'
import { kernel, type Bundle, type Kernel } from './kernel.js'
import { svgNow } from './svg-now.js'
import { viewOf } from './view-of.js'
import { partText, type View } from './view.js'

type Method = (this: object, ...given: never[]) => unknown

/** What makes the last expression of a cell display itself, by the name of the kernel. */
const HOOKS = {
  // tslab gives it to console.log, and so to util.inspect.
  tslab: { symbol: inspect.custom, method: inspected as Method },
  deno: { symbol: Symbol.for('Jupyter.display'), method: bundled as Method },
} as const

/**
 * From now on results display themselves when they are the last expression of a cell: those that
 * are of a class by its prototype, and those that are plain data by a property of their own, which
 * JSON leaves out and a spread copies.
 */
export function displayLastExpressions({ name }: Pick<Kernel, 'name'>): void {
  const { symbol, method } = HOOKS[name]
  const hook = { value: method, configurable: true, writable: true }
  for (const { prototype } of [ColumnTable, Examiner, RunExperiment, Estimate]) {
    Object.defineProperty(prototype, symbol, hook)
  }
  // What is filtered or sliced from a list displays itself too; what it is mapped to is another.
  class Results extends Array<unknown> {
    override map<T>(...given: Parameters<typeof Array.prototype.map<T>>): T[] {
      return Array.from<unknown>(this).map(...given)
    }
  }
  Object.defineProperty(Results.prototype, symbol, hook)

  displayResultsBy((result) => {
    if (Array.isArray(result)) Object.setPrototypeOf(result, Results.prototype)
    else Object.defineProperty(result, symbol, { ...hook, enumerable: true })
  })
}

/** Displays the value where it is all that is inspected; gives a line that tells what it is. */
function inspected(
  this: object,
  depth: number,
  options: { readonly depth?: number | null | undefined },
): string {
  const view = viewOf(this)
  if (view === undefined) return inspect(bare(this), { ...options, depth })
  // Without a limit to its depth, inspect does not tell how deep it is.
  if (depth !== options.depth || !Number.isFinite(depth)) return view.line
  try {
    const bundle = bundleNow(view)
    if (bundle !== undefined) kernel()?.send(bundle)
    return view.line
  } catch (error) {
    return `${view.line}: ${error instanceof Error ? error.message : String(error)}`
  }
}

/** What there is to see besides the line; nothing for what that tells whole. */
function bundleNow({ line, parts, spec }: View): Bundle | undefined {
  if (spec !== undefined) return chartBundle(spec, svgNow(spec), line)
  const rest = parts().filter((part) => partText(part) !== line)
  return rest.length === 0 ? undefined : textBundle({ line, parts: () => rest })
}

async function bundled(this: object): Promise<Bundle> {
  const view = viewOf(this)
  if (view === undefined) return { 'text/plain': inspect(bare(this)) }
  return bundleOf(view)
}

/** The same without what makes it display itself, for what was made of a result and is none. */
function bare(value: object): object {
  return Array.isArray(value)
    ? Array.from<unknown>(value)
    : Object.fromEntries(Object.entries(value))
}
