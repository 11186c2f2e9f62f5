import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The path of a command's log in a run's directory: among the names `log.<command>.*`, sorted, the
 * last one, or the one that `index` names (from the end when negative). `null` where there is none.
 *
 * As in mlrunner, `train` also finds the logs of a command `train.big`.
 *
 * @example
 * const dir = 'examples/cifar10/output/Data_CIFAR10-Loss_CE-Lr_0.1-Seed_0'
 * basename(latestLog('train', dir) ?? '') // 'log.train.20220517.074342'
 * latestLog('test', dir) // null
 */
export function latestLog(command: string, dir: string, index = -1): string | null {
  let names: string[]
  try {
    names = readdirSync(dir)
  } catch {
    return null
  }
  const logs = names.filter((name) => name.startsWith(`log.${command}.`)).sort()
  const name = logs.at(index)
  return name === undefined ? null : join(dir, name)
}
