import { pythonRepr } from '../values/python-text.js'
import type { Alias } from './aliases.js'
import type { Cell } from './cell.js'
import { isArgument, needsQuotes } from './fill.js'
import { AFTER_DOLLAR } from './shell-context.js'
import { SweepError } from './sweep-error.js'
import { noteAt, placeholdersOf, type Placeholder, type Template } from './template.js'

/** Refuses a template that names an alias, or one param in both forms. */
export function checkTemplate(template: Template, aliases: ReadonlyMap<string, Alias>): void {
  const forms = new Map<string, boolean>()
  for (const { param, isFlag, written, place } of placeholdersOf(template)) {
    const alias = aliases.get(param)
    if (alias !== undefined) {
      const [targets] = alias.cases.values()
      const names = [...(targets?.keys() ?? [])].map((name) => `{${name}}`).join(' ')
      throw new SweepError(
        `${written} is an alias, which a template cannot name. Write what it stands for: ${names}.`,
        place,
      )
    }
    if ((forms.get(param) ?? isFlag) !== isFlag) {
      throw new SweepError(
        `'${template.command}' has both {${param}} and [${param}]. Keep one: [${param}] gives --${param} and the value.`,
        place,
      )
    }
    forms.set(param, isFlag)
  }
}

/** What is a param to mlrunner, and digits or letters to the shell. */
const RANGE = /^\[(?:0-9|a-z|A-Z)\]$/

/** Looks at the values that come into templates; each value of each placeholder once. */
export class ValueCheck {
  readonly notes: string[] = []
  readonly #file: string | undefined
  readonly #checked = new Map<Placeholder, Set<Cell>>()
  readonly #noted = new Set<Placeholder>()
  readonly #missing = new Map<Placeholder, { command: string; line: number }>()

  constructor(file: string | undefined) {
    this.#file = file
  }

  /**
   * @param own What the task tells of itself, such as its name.
   * @param line Of the choice.
   */
  check(
    template: Template,
    spec: ReadonlyMap<string, Cell>,
    own: ReadonlyMap<string, string>,
    line: number,
  ): void {
    for (const placeholder of template.pieces) {
      if (typeof placeholder === 'string') continue
      const text = own.get(placeholder.param)
      if (text !== undefined) {
        this.#checkOwn(placeholder, text, template.command)
        continue
      }
      const cell = spec.get(placeholder.param)
      if (cell === undefined) {
        if (!this.#missing.has(placeholder)) {
          this.#missing.set(placeholder, { command: template.command, line })
        }
        continue
      }
      const checked = this.#checked.get(placeholder) ?? new Set()
      if (checked.has(cell)) continue
      this.#checked.set(placeholder, checked.add(cell))
      this.#checkValue(placeholder, cell, template.command)
    }
  }

  #checkOwn(placeholder: Placeholder, text: string, command: string): void {
    if (placeholder.context.kind === 'plain') return
    this.#checkValue(placeholder, { value: text, line: 0, key: '' }, command)
  }

  #checkValue(placeholder: Placeholder, { value, line }: Cell, command: string): void {
    const { written, param, context, place } = placeholder
    if (!isArgument(value)) {
      throw new SweepError(
        `${written} of '${command}' cannot be filled with ${pythonRepr(value).slice(0, 60)}. ` +
          `Give '${param}' a text, a number, true or false.`,
        { file: this.#file, line },
      )
    }
    if (!needsQuotes(value)) return
    const shown = pythonRepr(value).slice(0, 60)
    if (context.kind === 'unsafe') {
      throw new SweepError(
        `${written} of '${command}' stands ${context.where}, where ${shown} cannot be made safe. ` +
          'Move the placeholder to a word of its own, or take a value of letters and digits.',
        place,
      )
    }
    if (context.kind !== 'plain' && !this.#noted.has(placeholder)) {
      this.#noted.add(placeholder)
      const text =
        `${written} of '${command}' stands in quotes, so that a value such as ${shown} arrives with ` +
        'quotes of its own; unless another shell reads it there, take the quotes around it out.'
      this.notes.push(noteAt(place, text))
    }
  }

  /** Throws for the placeholders that had no value, if there are any. */
  finish(): void {
    const [first] = this.#missing
    if (first === undefined) return
    const [placeholder, { line }] = first
    const list = Array.from(this.#missing, ([{ written, place }, { command }]) => {
      const at = place.line ? ` (line ${place.line})` : ''
      return `${written} of '${command}'${at}`
    })
    const where = line > 0 ? ` in the choice of line ${line}` : ''
    const isShells = [...this.#missing.keys()].some(({ context }) => context === AFTER_DOLLAR)
    const isPattern = [...this.#missing.keys()].some(({ written }) => RANGE.test(written))
    const hint = isShells
      ? ' A variable of the shell is written $NAME, without braces.'
      : isPattern
        ? ' For a pattern of the shell write [[:digit:]], [[:lower:]] or [[:upper:]].'
        : ''
    throw new SweepError(
      `No value${where} for ${list.join(', ')}. Add ${list.length > 1 ? 'them' : 'it'} to ` +
        `'default' or to the choice.${hint}`,
      placeholder.place,
    )
  }
}
