import { BitSet, type ColumnTable } from 'arquero'
import type { QueryField } from '../query/condition.js'
import { parseQuery } from '../query/parse.js'
import { query } from '../query/query.js'
import { QueryError } from '../query/query-error.js'
import { checkFields } from '../query/unknown-field.js'
import { shownCell } from './cells.js'
import type { Model } from './model.js'

/** What the text of the filter box came to. */
export type Found =
  | { readonly kind: 'all' | 'query' | 'text'; readonly table: ColumnTable }
  /** A query that does not hold together; what to do about it. */
  | { readonly kind: 'error'; readonly message: string }

/**
 * The runs that a text asks for: those for which it holds, if it is a query; else those that have
 * it in their name, or in a cell of what varies. What looks like a query and is in no run is one.
 */
export function findRuns(model: Model, text: string): Found {
  if (text.trim() === '') return { kind: 'all', table: model.table }
  try {
    // With the page's own hints: those of a table are for programs.
    checkFields(parseQuery(text), model.table.columnNames(), hint)
    return { kind: 'query', table: query(model.table, text) }
  } catch (error) {
    if (!(error instanceof QueryError)) throw error
    const found = runsWith(model, text)
    if (found.numRows() === 0 && looksLikeQuery(text)) {
      return { kind: 'error', message: error.message }
    }
    return { kind: 'text', table: found }
  }
}

function hint({ series }: QueryField): string {
  return series ? ` A report made with --metric ${series.name}@${series.keep} has it.` : ''
}

function looksLikeQuery(text: string): boolean {
  return /[=<>~&|()[\]'"]|(?:^|\s)(?:and|or|not|in|is)(?:\s|$)/i.test(text)
}

function runsWith(model: Model, text: string): ColumnTable {
  const wanted = text.trim().toLowerCase()
  const filter = new BitSet(model.table.totalRows())
  textsOf(model).forEach((runText, row) => {
    if (runText.includes(wanted)) filter.set(row)
  })
  return model.table.create({ filter })
}

const known = new WeakMap<Model, readonly string[]>()

/** What is looked through, a text a run. */
function textsOf(model: Model): readonly string[] {
  const made = known.get(model)
  if (made !== undefined) return made
  const varying = model.columns.filter(({ varies }) => varies)
  const texts = model.data.experiments.map((name, row) => {
    const cells = varying.map(({ values }) => shownCell(values[row] ?? null))
    return [name, ...cells].join('\n').toLowerCase()
  })
  known.set(model, texts)
  return texts
}
