import type { Params, ParamValue } from '../../experiment.js'

/** A dict of parameters while records are merged into it. */
export class Branch {
  readonly children = new Map<string, Branch | ParamValue>()
}

/** What was merged as plain objects. */
export function toParams(branch: Branch): Params {
  const entries = Array.from(branch.children, ([key, child]): [string, ParamValue] => [
    key,
    child instanceof Branch ? toParams(child) : child,
  ])
  return Object.fromEntries(entries)
}
