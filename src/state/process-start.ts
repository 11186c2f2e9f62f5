import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * When a process of this machine started, as a text that no later process of the same number has;
 * `undefined` when there is none, or only what is left of one that nobody waited for.
 *
 * Source: proc(5), fields 3 and 22 of /proc/<pid>/stat; where there is no /proc, ps.
 */
export function processStart(pid: number): string | undefined {
  if (process.platform !== 'linux') return startByPs(pid)
  let stat: string
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
  } catch {
    return undefined
  }
  // The program's name stands in brackets and may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state] = fields
  return state === 'Z' || state === 'X' ? undefined : fields[19]
}

function startByPs(pid: number): string | undefined {
  const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' })
  const start = stdout.trim().replaceAll(/\s+/g, ' ')
  return start === '' ? undefined : start
}
