import { Estimate } from '../stats/estimate.js'
import { sixDigits } from '../stats/rounding.js'
import type { TableLike } from '../table-like.js'
import { freeName } from '../values/free-name.js'
import { derivedTable, sameColumn, type DerivedColumn } from './derived.js'
import { comparisonColumn, isComparison, markOf } from './presented-comparison.js'
import { countText, ShownEstimate } from './shown-estimate.js'

/**
 * A table for people to read. The columns `acc_mean`, `acc_ci95` and `acc_n` are one column `acc`
 * of estimates, and unless `acc_n` is `runs` in every row, a column `acc n`: `4 of 5`. Estimates
 * that the table itself holds tell their count beside them, unless it has a column of it. A metric's
 * other statistics have six digits. In a table of `best` or `compare` the difference has its interval
 * beside it, and the best is marked.
 *
 * The cells are made when they are asked for.
 */
export function presented(table: TableLike): TableLike {
  const names = table.columnNames()
  const all = new Set(names)
  const taken = new Set(names)
  const metrics = names.flatMap((name) => metricOf(name, all) ?? [])
  // Those that come after it: a param before it may have such a name, too.
  const statistics = new Set(
    metrics.flatMap((metric) => {
      const after = names.slice(names.indexOf(`${metric}_mean`))
      return after.filter((name) => name.startsWith(`${metric}_`))
    }),
  )
  const rest = new Set(metrics.flatMap((metric) => [`${metric}_ci95`, `${metric}_n`]))
  const isCompared = isComparison(all)
  const columns = names
    .filter((name) => !rest.has(name))
    .flatMap((name): DerivedColumn[] => {
      const metric = metricOf(name, all)
      if (metric === undefined) {
        if (!isCompared) {
          return [statistics.has(name) ? inSixDigits(table, name) : ownEstimates(table, name, all)]
        }
        const column = comparisonColumn(table, name)
        return column ? [column] : []
      }
      const estimates = joined(table, metric)
      if (countsAreRuns(table, metric)) return [estimates]
      const free = freeName(`${metric} n`, (other) => taken.has(other))
      taken.add(free)
      return [estimates, counts(table, metric, free)]
    })
  return derivedTable(table, columns)
}

/** The metric whose mean a column has, if its interval and its count are there too. */
function metricOf(name: string, all: ReadonlySet<string>): string | undefined {
  if (!name.endsWith('_mean')) return undefined
  const metric = name.slice(0, -'_mean'.length)
  const isWhole = all.has(`${metric}_ci95`) && all.has(`${metric}_n`)
  return isWhole && metric !== '' && !all.has(metric) ? metric : undefined
}

function joined(table: TableLike, metric: string): DerivedColumn {
  const [means, halves, ns] = ['mean', 'ci95', 'n'].map((part) => table.column(`${metric}_${part}`))
  const verdicts = table.column('verdict')
  const at = (row: number): unknown => {
    const value = means?.at(row) ?? null
    if (typeof value !== 'number') return value
    const half = halves?.at(row)
    const ends = typeof half === 'number' ? { low: value - half, high: value + half } : {}
    const parts = { value, ...ends, n: Number(ns?.at(row)), mark: markOf(verdicts?.at(row)) }
    return new ShownEstimate(new Estimate(parts), '')
  }
  return { name: metric, at }
}

/** Such as a standard deviation, or a least value, in as many digits as a mean without interval. */
function inSixDigits(table: TableLike, name: string): DerivedColumn {
  const column = sameColumn(table, name)
  const at = (row: number): unknown => {
    const cell = column.at(row)
    return typeof cell === 'number' && Number.isFinite(cell) ? Number(sixDigits(cell)) : cell
  }
  return { name, at }
}

function counts(table: TableLike, metric: string, name: string): DerivedColumn {
  const ns = table.column(`${metric}_n`)
  const runs = runsOf(table, metric)
  const at = (row: number): unknown => {
    const [n, of] = [ns?.at(row) ?? null, runs?.at(row)]
    return typeof n === 'number' && typeof of === 'number' && n !== of ? countText(n, of) : n
  }
  return { name, at }
}

/** How many runs a group has; a comparison of two has a column for each. */
function runsOf(table: TableLike, metric: string): ReturnType<TableLike['column']> {
  return table.column(`${metric}_runs`) ?? table.column('runs')
}

function countsAreRuns(table: TableLike, metric: string): boolean {
  const runs = runsOf(table, metric)
  const ns = table.column(`${metric}_n`)
  return runs !== undefined && Array.from(table.indices()).every((i) => ns?.at(i) === runs.at(i))
}

function ownEstimates(table: TableLike, name: string, all: ReadonlySet<string>): DerivedColumn {
  const isCounted = [`${name} n`, `${name}_n`, 'runs', 'n'].some((count) => all.has(count))
  const column = sameColumn(table, name)
  const at = (row: number): unknown => {
    const cell = column.at(row)
    if (!(cell instanceof Estimate)) return cell
    return new ShownEstimate(cell, isCounted ? '' : `(${countText(cell.n, cell.of)})`)
  }
  return { name, at }
}
