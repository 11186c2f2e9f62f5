import { targetsOf } from './aliases.js'
import type { Cell } from './cell.js'
import type { Config } from './config.js'

/** The params of a task: the choice, aliases replaced by what they stand for, then the defaults. */
export function specOf(
  { aliases, defaults }: Config,
  combination: ReadonlyMap<string, Cell>,
): Map<string, Cell> {
  const spec = new Map(combination)
  const targets: ReadonlyMap<string, Cell>[] = []
  for (const [name, cell] of combination) {
    const alias = aliases.get(name)
    if (alias === undefined) continue
    spec.delete(name)
    targets.push(targetsOf(alias, cell, undefined))
  }
  // After all aliases are gone: a target may have the name of another.
  for (const [name, cell] of targets.flatMap((entries) => [...entries])) spec.set(name, cell)
  for (const [name, cell] of defaults) if (!spec.has(name)) spec.set(name, cell)
  return spec
}
