import type { RunEvent } from '../pool/events.js'
import { lastLine } from './last-line.js'

/** What there is to say of an event beside its line. */
export function explained(event: RunEvent): string | undefined {
  if (event.type === 'note') return event.message
  if (event.type !== 'fail') return undefined
  const { state, exitCode, signal, reason, again, log } = event
  const how = reason ?? signal ?? (exitCode === undefined ? undefined : `exit code ${exitCode}`)
  const last = lastLine(log)
  return [
    `${log}: ${state}`,
    how === undefined ? '' : ` (${how})`,
    again ? ', it is tried again' : '',
    last === undefined ? '' : `: ${last}`,
  ].join('')
}
