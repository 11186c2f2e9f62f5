import type { RunEvent } from '../pool/events.js'
import { explained } from './explained.js'
import { printable } from './progress.js'
import type { Terminal } from './run.js'
import type { RunLines } from './run-lines.js'

/** A sweep in a file or a pipe: a line an event on standard output, and what there is to say besides on standard error. */
export class PlainView {
  readonly #terminal: Terminal
  readonly #lines: RunLines

  constructor(terminal: Terminal, lines: RunLines) {
    this.#terminal = terminal
    this.#lines = lines
  }

  show(event: RunEvent): void {
    const { stdout, stderr } = this.#terminal
    if (event.type !== 'note') stdout.write(`${this.#lines.line(event)}\n`)
    const more = explained(event)
    if (more !== undefined) stderr.write(`assay: ${printable(more)}\n`)
  }

  end(): void {
    // All lines stand.
  }
}
