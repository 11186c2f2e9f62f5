import { didYouMean } from '../did-you-mean.js'
import { AssayError } from '../issue.js'
import type { Parser } from './parser.js'

/** The parsers of an Examiner, by name, in the order in which they were added. */
export class ParserRegistry implements Iterable<readonly [string, Parser]> {
  readonly #parsers = new Map<string, Parser>()

  /**
   * @throws AssayError when the name is taken or when it is no parser at all.
   */
  add(parser: unknown): void {
    if (!isParser(parser)) {
      throw new AssayError(
        `A parser is a function (dir, experiment, caches) or an object with name, files or series, and parse.`,
      )
    }
    const name = nameOf(parser, this.#parsers.size + 1)
    if (this.#parsers.has(name)) {
      throw new AssayError(
        `A parser named '${name}' was added before. Give this one another name, ` +
          `or start with a new Examiner.`,
      )
    }
    this.#parsers.set(name, parser)
  }

  has(name: string): boolean {
    return this.#parsers.has(name)
  }

  /**
   * @throws AssayError naming the nearest when there is no such parser.
   */
  get(name: string): Parser {
    const parser = this.#parsers.get(name)
    if (parser) return parser
    throw new AssayError(`No parser is named '${name}'.${didYouMean(name, this.#parsers.keys())}`)
  }

  [Symbol.iterator](): IterableIterator<[string, Parser]> {
    return this.#parsers.entries()
  }
}

function nameOf(parser: Parser, position: number): string {
  return parser.name === '' ? `parser ${position}` : parser.name
}

function isParser(parser: unknown): parser is Parser {
  if (typeof parser === 'function') return true
  if (typeof parser !== 'object' || parser === null) return false
  const { name, files, series, parse } = parser as Partial<Record<string, unknown>>
  const declares = typeof files === 'string' || Array.isArray(files) || Array.isArray(series)
  return typeof name === 'string' && declares && typeof parse === 'function'
}
