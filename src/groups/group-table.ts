import type { ColumnTable } from 'arquero'
import type { Cell, ExamTable } from '../table/join.js'

/**
 * An Arquero table of groups that knows its columns `C` of numbers. A name that begins as theirs do,
 * `acc_`, and is neither one of them nor a column that was grouped by (`By`) is an error to the
 * compiler.
 */
export interface GroupTable<
  C extends object,
  Metric extends string,
  By extends string = never,
> extends ColumnTable {
  get<K extends keyof C & string>(name: K, row?: number): Cell<C[K]>
  get<K extends string>(name: OtherColumn<K, Metric, By>, row?: number): unknown
  array<K extends keyof C & string>(name: K): ArrayLike<Cell<C[K]>>
  array<K extends string>(name: OtherColumn<K, Metric, By>): unknown[]
}

/** A name that is not a misspelt column of a metric. Of metrics that are not known none is. */
type OtherColumn<K extends string, Metric extends string, By extends string> = string extends
  Metric | By
  ? K
  : K extends By
    ? K
    : K extends `${Metric}_${string}`
      ? never
      : K

/** The numeric metrics of an exam's table, as far as its type knows them; else any text. */
export type MetricsOf<T> = T extends ExamTable<infer M> ? NumericIn<M> : string

type NumericIn<M> = [keyof M] extends [never]
  ? string
  : {
      [K in keyof M & string]: NonNullable<M[K]> extends number | bigint ? K : never
    }[keyof M & string]
