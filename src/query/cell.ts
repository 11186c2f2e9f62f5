/**
 * What a row has for a field: its value (`null` is Python's None), `undefined` when it lacks the
 * field, {@link EMPTY} or {@link UNKNOWN}.
 */
export type Accessor = (row: number) => unknown

/** What a row answers; `undefined` when that depends on what is not known yet. */
export type Test = (row: number) => boolean | undefined

/** The value is not read yet: it may be anything, or missing. */
export const UNKNOWN: unique symbol = Symbol('unknown')

/** An empty cell of a table, where a missing value and None look the same. */
export const EMPTY: unique symbol = Symbol('empty')
