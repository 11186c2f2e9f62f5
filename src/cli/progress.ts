import { progressText, type Progress } from '../progress.js'
import type { Terminal } from './run.js'

const EVERY = 100

/**
 * A bar on standard error that tells how far an exam is; nothing where that is not a terminal.
 * `clear` takes it away.
 */
export function progressBar({ stderr }: Terminal): {
  readonly show: (progress: Progress) => void
  readonly clear: () => void
} {
  if (stderr.isTTY !== true) return { show: () => undefined, clear: () => undefined }
  let next = performance.now() + EVERY
  return {
    show: (progress) => {
      const now = performance.now()
      if (now < next) return
      next = now + EVERY
      const line = `${progressText(progress)} ${printable(progress.name)}`
      stderr.write(`\r\x1b[K${line.slice(0, (stderr.columns ?? 80) - 1)}`)
    },
    clear: () => stderr.write('\r\x1b[K'),
  }
}

/** Names come from the disk; none may move the cursor. */
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\x00-\x1f\x7f-\x9f]/g, '\ufffd')
}
