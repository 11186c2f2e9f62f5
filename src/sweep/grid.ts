import type { Cell } from './cell.js'
import type { Condition, ParamValues, When } from './conditions.js'

/** Params that move together, in steps. */
interface Axis {
  readonly params: readonly string[]
  readonly length: number
  /** How many combinations of the axes after it there are. */
  readonly stride: number
}

/** All combinations of the values of some params, the last param changing first. */
export interface Grid {
  readonly size: number
  readonly params: ParamValues
  readonly axes: readonly Axis[]
  readonly axisOf: ReadonlyMap<string, Axis>
  readonly when: When
  readonly exclude: readonly (readonly Condition[])[]
}

/** What restricts a grid. */
export interface Restrictions {
  readonly zip: readonly (readonly string[])[]
  readonly when: When
  readonly exclude: readonly (readonly Condition[])[]
}

export function gridOf(params: ParamValues, { zip, when, exclude }: Restrictions): Grid {
  const groups = new Map<string, readonly string[]>()
  for (const name of params.keys()) {
    const group = zip.find((names) => names.includes(name)) ?? [name]
    // A group stands where the first of its params does.
    if (!group.some((other) => groups.has(other))) groups.set(name, group)
  }
  let size = 1
  const axes = [...groups.values()].toReversed().map((group) => {
    const length = params.get(group[0] ?? '')?.length ?? 0
    const axis = { params: group, length, stride: size }
    size *= length
    return axis
  })
  axes.reverse()
  const axisOf = new Map(axes.flatMap((axis) => axis.params.map((name) => [name, axis])))
  return { size, params, axes, axisOf, when, exclude }
}

/** A combination by its number, or nothing where a restriction leaves it out. */
export function combinationAt(grid: Grid, index: number): ReadonlyMap<string, Cell> | undefined {
  const combination = new Map<string, Cell>()
  for (const [name, cells] of grid.params) {
    const axis = grid.axisOf.get(name)
    const cell = axis && cells[Math.floor(index / axis.stride) % axis.length]
    if (cell !== undefined) combination.set(name, cell)
  }
  if (grid.when.size > 0 && !settle(grid, combination, index)) return undefined
  const isExcluded = grid.exclude.some((entry) => holdAll(entry, combination))
  return isExcluded ? undefined : combination
}

/** Takes out the params whose conditions do not hold; false for all but the first such combination. */
function settle(grid: Grid, combination: Map<string, Cell>, index: number): boolean {
  for (const [name, conditions] of grid.when) {
    if (!holdAll(conditions, combination)) combination.delete(name)
  }
  return grid.axes.every(
    ({ params, stride, length }) =>
      params.some((name) => combination.has(name)) || Math.floor(index / stride) % length === 0,
  )
}

const holds = ({ param, keys }: Condition, combination: ReadonlyMap<string, Cell>): boolean =>
  keys.has(combination.get(param)?.key ?? '')

const holdAll = (
  conditions: readonly Condition[],
  combination: ReadonlyMap<string, Cell>,
): boolean => conditions.every((condition) => holds(condition, combination))
