import type { Step } from '../pool/events.js'
import { shellQuote } from '../sweep/shell-quote.js'
import type { Paint } from './paint.js'
import { printable } from './progress.js'

/** What happens in a sweep as mlrunner's lines: START, SKIP, FAIL, and DONE. */
export class RunLines {
  readonly #tasks: number
  readonly #paint: Paint

  constructor(tasks: number, paint: Paint) {
    this.#tasks = tasks
    this.#paint = paint
  }

  line(event: Step & { readonly type: 'start' | 'skip' | 'done' | 'fail' }): string {
    switch (event.type) {
      case 'start':
        return `START   ${this.#place(event)}${this.#info(event)}`
      case 'skip':
        return this.#paint('green', `SKIP ${this.#info(event)}`)
      case 'done':
        return this.#paint('green', `DONE    ${this.#place(event)}${this.#info(event)}`)
      case 'fail':
        return this.#paint('red', `FAIL    ${this.#place(event)}${this.#info(event)}`)
    }
  }

  #place({ resource }: Step): string {
    return resource === undefined ? '' : `gpu: ${printable(resource)}, `
  }

  #info({ task, command }: Step): string {
    const numbers = [task.index + 1, this.#tasks].map((n) => String(n).padStart(2)).join('/')
    return printable(`${command.name.padEnd(8)}:${numbers}, ${shellQuote(task.dir)}`)
  }
}
