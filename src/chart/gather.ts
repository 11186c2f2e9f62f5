/** The values of the rows that share a category, or two. */
export interface Group {
  /** The place of the first category among its labels. */
  readonly first: number
  readonly second: number
  readonly values: readonly number[]
}

/** Gathers rows' values by their categories' ranks, in the order of the ranks; null is no value. */
export function gather(
  values: readonly (number | null)[],
  first: readonly number[],
  second: readonly number[] | undefined,
): Group[] {
  const groups = new Map<string, Group & { readonly values: number[] }>()
  values.forEach((value, row) => {
    if (value === null) return
    const group = { first: first[row] ?? 0, second: second?.[row] ?? 0, values: [value] }
    const key = `${group.first} ${group.second}`
    const known = groups.get(key)
    if (known === undefined) groups.set(key, group)
    else known.values.push(value)
  })
  return [...groups.values()].sort((a, b) => a.first - b.first || a.second - b.second)
}
