import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome']

/** Starts the machine's own Chromium: the one that CHROMIUM names, or the first on the PATH. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: executable(),
    // Chromium has no sandbox for root, which is who runs tests in a container.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
}

function executable(): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
  const found = [process.env['CHROMIUM'] ?? '', ...candidates].find(isExecutable)
  if (found !== undefined) return found
  throw new Error(
    `No browser: none of ${NAMES.join(', ')} is on the PATH. Install Debian's package ` +
      `(apt install chromium), or set CHROMIUM to the path of a Chromium or Chrome.`,
  )
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
