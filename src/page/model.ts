import { table, type ColumnTable } from 'arquero'
import { groupColumns } from '../groups/group-columns.js'
import type { Issue } from '../issue.js'
import type { ReportColumn, ReportData } from '../report/data.js'
import { setOrigin, type Role } from '../table/roles.js'
import { freeName } from '../values/free-name.js'
import { isMissing } from '../values/compare-values.js'
import { isNumeric } from '../values/is-numeric.js'
import { cellValue, type CellValue } from './cells.js'
import { commonFirst } from './common-first.js'

/** A column of the page: the names of the runs, a param, a detail or a metric. */
export interface PageColumn {
  readonly name: string
  readonly role: Role
  readonly values: readonly CellValue[]
  /** Whether the runs differ in it. */
  readonly varies: boolean
  /** Whether it holds nothing but numbers, which stand to the right. */
  readonly isNumeric: boolean
}

/** What the page is made of; it never changes. */
export interface Model {
  readonly data: ReportData
  /** The runs' names, which are a column of the table, too. */
  readonly runs: PageColumn
  /** The params and metrics, those that vary first, and of these what most runs have. */
  readonly columns: readonly PageColumn[]
  /** All of these, for queries, groups and charts. */
  readonly table: ColumnTable
  /** The params that make groups, and the metrics that can be averaged. */
  readonly by: readonly string[]
  readonly metrics: readonly string[]
  readonly rowOf: ReadonlyMap<string, number>
  readonly issuesOf: ReadonlyMap<string, readonly Issue[]>
}

/** Makes the data ready to be asked. */
export function toModel(data: ReportData): Model {
  const rows = data.experiments.length
  const columns = commonFirst(data.columns.map((column) => pageColumn(column, rows)))
  const taken = new Set(columns.map(({ name }) => name))
  const runs: PageColumn = {
    name: freeName('experiment', (name) => taken.has(name)),
    role: 'experiment',
    values: data.experiments,
    varies: true,
    isNumeric: false,
  }
  const all = [runs, ...columns]
  const roles = new Map(all.map(({ name, role }) => [name, role]))
  for (const { values, role } of all) setOrigin(values, { role, constants: new Map(), roles })
  const arquero = table(all.map(({ name, values }) => [name, values]))
  const { by, metrics } = groupColumns(arquero, {})
  return {
    data,
    runs,
    columns,
    table: arquero,
    by,
    metrics,
    rowOf: new Map(data.experiments.map((name, row) => [name, row])),
    issuesOf: issuesByRun(data.issues),
  }
}

function issuesByRun(issues: readonly Issue[]): Map<string, Issue[]> {
  const byRun = new Map<string, Issue[]>()
  for (const issue of issues) {
    if (issue.experiment === undefined) continue
    const own = byRun.get(issue.experiment)
    if (own) own.push(issue)
    else byRun.set(issue.experiment, [issue])
  }
  return byRun
}

function pageColumn({ name, role, values }: ReportColumn, rows: number): PageColumn {
  const cells =
    'constant' in values
      ? new Array<CellValue>(rows).fill(cellValue(values.constant))
      : values.map(cellValue)
  const present = cells.filter((cell) => !isMissing(cell))
  return {
    name,
    role,
    values: cells,
    varies: !('constant' in values),
    isNumeric: present.length > 0 && present.every(isNumeric),
  }
}

/** How many columns of a kind are usual: each cell of a row that comes into sight takes time. */
const MOST_USUAL = 30

/** The columns that the table of runs shows unless others are asked for. */
export function usualColumns(model: Model): string[] {
  const metrics = model.columns.filter(({ role }) => role === 'metric')
  return [varyingParams(model), metrics].flatMap((columns) =>
    columns.slice(0, MOST_USUAL).map(({ name }) => name),
  )
}

/** The columns that are shown: those that are asked for, if any, in the model's order. */
export function shownColumns(model: Model, asked: readonly string[] | undefined): PageColumn[] {
  const names = new Set(asked ?? usualColumns(model))
  return model.columns.filter(({ name }) => names.has(name))
}

/** The params in which runs differ. */
export function varyingParams({ columns }: Model): PageColumn[] {
  return columns.filter(({ role, varies }) => role === 'param' && varies)
}
