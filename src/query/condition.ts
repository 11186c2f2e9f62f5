import type { Matcher } from './regex.js'

/** A field that a query names. */
export interface QueryField {
  /** As the query has it, without backticks: `config.seed`, `train.loss@min`. */
  readonly name: string
  /** What comes before and after the last `@`, for a name that may be a summary of a series. */
  readonly series?: { readonly name: string; readonly keep: string }
  /** Where the query names it first, counted from 0. */
  readonly at: number
  /** It stands where a value is usual, so that it may be a text without its quotes. */
  readonly isValue: boolean
}

/** A value that is written in a query. */
export type Literal = string | number | bigint | boolean | null | readonly Literal[]

export type CompareOperator = '==' | '!=' | OrderOperator
export type OrderOperator = '<' | '<=' | '>' | '>='

/** What is compared: a field, a value, or a function of one; `at` is its place in the query. */
export type Operand =
  | { readonly kind: 'field'; readonly field: QueryField; readonly at: number }
  | { readonly kind: 'literal'; readonly value: Literal; readonly at: number }
  | {
      readonly kind: 'call'
      readonly name: ValueFunction
      readonly of: Operand
      readonly at: number
    }

export type ValueFunction = 'lower' | 'upper' | 'len'
export type TextTest = 'startswith' | 'endswith' | 'contains'

/** What a query asks of a row. A negated one is false, too, where the field is missing. */
export type Condition =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  | {
      readonly kind: 'compare'
      readonly op: CompareOperator
      readonly left: Operand
      readonly right: Operand
    }
  | {
      readonly kind: 'in'
      readonly left: Operand
      readonly right: Operand
      readonly negated: boolean
    }
  | {
      readonly kind: 'matches'
      readonly left: Operand
      readonly matcher: Matcher
      readonly negated: boolean
    }
  | {
      readonly kind: 'text'
      readonly test: TextTest
      readonly left: Operand
      readonly right: Operand
    }
  | {
      readonly kind: 'is'
      readonly what: 'null' | 'nan'
      readonly left: Operand
      readonly negated: boolean
    }
  | { readonly kind: 'exists'; readonly left: Operand }

/** A query that was read. */
export interface Query {
  readonly text: string
  readonly condition: Condition
  /** Each field that it names, once, in the order of the query. */
  readonly fields: readonly QueryField[]
}
