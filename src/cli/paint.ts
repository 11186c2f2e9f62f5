import type { Terminal } from './run.js'

const COLORS = { red: '\x1b[31m', green: '\x1b[32m', dim: '\x1b[2m' } as const

/** A text in a color, where the reader sees it. */
export type Paint = (color: keyof typeof COLORS, text: string) => string

/** Colors on a terminal, unless NO_COLOR is set; elsewhere text as it is, so that logs stay greppable. */
export function paintFor({ stdout }: Terminal): Paint {
  const isColored = stdout.isTTY === true && !process.env['NO_COLOR']
  return isColored ? (color, text) => `${COLORS[color]}${text}\x1b[0m` : (_, text) => text
}
