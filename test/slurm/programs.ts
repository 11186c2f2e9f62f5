import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { folderOf } from '../support/runs.js'

/**
 * A PATH on which Slurm's programs say what they said on a real cluster, and no others are: for what the
 * cluster of the tests cannot be brought to say, and for machines without Slurm.
 */
export function pathWith(programs: Readonly<Record<string, string>>): { readonly PATH: string } {
  const scripts = Object.entries(programs).map(([name, script]) => {
    return [name, `#!/bin/bash\n${script}\n`] as const
  })
  const folder = folderOf(Object.fromEntries(scripts))
  for (const [name] of scripts) chmodSync(join(folder, name), 0o755)
  return { PATH: folder }
}

/** A program that says a text. */
export const saying = (text: string): string =>
  `while read -r line; do echo "$line"; done <<'E'\n${text}\nE`
