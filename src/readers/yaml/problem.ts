/** What can be wrong with a YAML text; `src/issue.ts` says what each code means for the result. */
export type YamlCode =
  'yaml-syntax' | 'yaml-tag' | 'yaml-value' | 'yaml-duplicate-key' | 'yaml-too-large'

/** Something wrong with a YAML text, as data. */
export interface YamlProblem {
  readonly code: YamlCode
  /** The line, counted from 1. */
  readonly line: number
  /** What is wrong, and what is likely to mend it. */
  readonly message: string
}

/** A problem before its line is known: `offset` counts UTF-16 units from the start of the text. */
export interface Finding {
  readonly code: YamlCode
  readonly offset: number
  readonly message: string
}

/** What a constructor gives in place of a value that it cannot make; whoever asked adds the place. */
export class Misfit {
  readonly code: 'yaml-tag' | 'yaml-value'
  readonly message: string

  constructor(code: 'yaml-tag' | 'yaml-value', message: string) {
    this.code = code
    this.message = message
  }
}

/** The findings with their lines, in the order of the text. */
export function locate(findings: readonly Finding[], text: string): YamlProblem[] {
  const lineBreak = /\r\n?|\n/g
  let line = 1
  let next = lineBreak.exec(text)
  return findings
    .toSorted((a, b) => a.offset - b.offset)
    .map(({ code, offset, message }) => {
      while (next !== null && lineBreak.lastIndex <= offset) {
        line += 1
        next = lineBreak.exec(text)
      }
      return { code, line, message }
    })
}

const LONGEST_QUOTE = 60

/** The text in backquotes, on one line and cut to a readable length, for a message. */
export function quote(text: string): string {
  const short = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text
  return `\`${short.replaceAll(/\s+/g, ' ')}\``
}
