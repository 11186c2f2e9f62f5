import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { nextStamp } from './clock.js'

/** The name of a command's next log: `log.train.20220517.074342`; one that is there is never taken. */
export function newLogName(
  dir: string,
  command: string,
  time: string,
  shared: string | undefined,
): string {
  const end = shared === undefined ? '' : `.${shared}`
  for (let stamp = time; ; stamp = nextStamp(stamp)) {
    const name = `log.${command}.${stamp}${end}`
    if (!existsSync(join(dir, name))) return name
  }
}
