import type { RunEvent, Running, Step } from '../pool/events.js'
import { explained } from './explained.js'
import { lastLine } from './last-line.js'
import { printable } from './progress.js'
import type { Terminal } from './run.js'
import type { RunLines } from './run-lines.js'

const EVERY = 250
// A line of wide characters is longer than it counts, and must not become two.
const NO_WRAP = '\x1b[?7l'
const WRAP = '\x1b[?7h'

/** A sweep on a terminal: what went wrong scrolls by, and below it stands what is running. */
export class LiveView {
  readonly #terminal: Terminal
  readonly #tasks: number
  readonly #lines: RunLines
  readonly #running = new Map<Step['command'], Running>()
  readonly #began = Date.now()
  readonly #timer = setInterval(() => this.#draw(), EVERY)
  readonly #over = new Set<number>()
  readonly #failed = new Set<number>()
  /** How many were over before anything ran, which says nothing of the time that tasks take. */
  #skipped = 0
  #height = 0

  constructor(terminal: Terminal, tasks: number, lines: RunLines) {
    this.#terminal = terminal
    this.#tasks = tasks
    this.#lines = lines
  }

  show(event: RunEvent): void {
    const more = explained(event)
    if (event.type === 'fail') this.#scroll(this.#lines.line(event))
    if (more !== undefined) this.#scroll(printable(more))
    if (event.type === 'note') return
    const { task, command, type } = event
    if (type === 'start') {
      this.#running.set(command, event)
      return
    }
    this.#running.delete(command)
    const isLast = task.commands.at(-1)?.name === command.name
    if (type === 'fail' && !event.again) this.#failed.add(task.index)
    if (!isLast && type !== 'fail') return
    if (type === 'fail' && event.again) return
    this.#over.add(task.index)
    if (type === 'skip') this.#skipped += 1
  }

  end(): void {
    clearInterval(this.#timer)
    this.#erase()
  }

  #scroll(line: string): void {
    this.#erase()
    this.#terminal.stdout.write(`${line}\n`)
  }

  #draw(): void {
    const { stdout } = this.#terminal
    // A terminal that does not tell its size has 0 of both.
    const [columns, rows] = [stdout.columns || 80, stdout.rows || 24]
    const running = [...this.#running.values()]
    const shown = running.slice(0, Math.max(1, rows - 3))
    const hidden = running.length - shown.length
    const all = [
      this.#summary(),
      ...shown.map((one) => this.#line(one)),
      ...(hidden > 0 ? [`  and ${hidden} more`] : []),
    ]
    const lines = all.slice(0, rows - 1)
    this.#erase()
    const cut = lines.map((line) => `${printable(line).slice(0, columns - 1)}\n`)
    stdout.write(`${NO_WRAP}${cut.join('')}${WRAP}`)
    this.#height = lines.length
  }

  #erase(): void {
    if (this.#height > 0) this.#terminal.stdout.write(`\x1b[${this.#height}A\x1b[J`)
    this.#height = 0
  }

  #summary(): string {
    const done = this.#over.size - this.#failed.size
    const counts = `${done}/${this.#tasks} done · ${this.#running.size} running · ${this.#failed.size} failed`
    const left = this.#timeLeft()
    return left === undefined ? counts : `${counts} · about ${span(left)} left`
  }

  /** By the tasks that ended since this began. */
  #timeLeft(): number | undefined {
    const ran = this.#over.size - this.#skipped
    if (ran === 0) return undefined
    return ((Date.now() - this.#began) / ran) * (this.#tasks - this.#over.size)
  }

  #line({ task, command, resource, started, log }: Running): string {
    const place = resource === undefined ? '' : `gpu ${resource}  `
    const time = span(Date.now() - started)
    return `  ${place}${command.name}  ${task.name}  ${time}  ${lastLine(log) ?? ''}`
  }
}

/** A span of milliseconds as a clock shows it: `0:07`, `1:02:03`. */
function span(milliseconds: number): string {
  const all = Math.floor(milliseconds / 1000)
  const [hours, minutes, seconds] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60]
  const two = (part: number) => String(part).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`
}
