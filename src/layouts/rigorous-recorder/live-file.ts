import type { ParamValue } from '../../experiment.js'
import type { FileProblem } from '../../issue.js'
import { parseJson } from '../../readers/json.js'
import { readLines } from '../../readers/text/line-blocks.js'
import { tellFirst } from '../../readers/text/tell-first.js'
import { guardRead } from '../guard-read.js'
import { asData } from './chains.js'
import { Records } from './records.js'
import type { Recording } from './recording.js'

/** What a file that `live_write_to` wrote begins with. */
export const LIVE_HEAD = 'parent_data_snapshot: '

/** Of the head and of a line: longer than any honest record. */
const LONGEST = 16 * 1024 * 1024

/**
 * Reads what `live_write_to` wrote: JSON behind `parent_data_snapshot: `, then a line `- {…}` for
 * each record. It is read as Python's JSON, so that `NaN` and `1e-07` are numbers, which YAML 1.1
 * takes for texts. A file that is still empty has no records: its head is written with the first.
 */
export function readLiveFile(path: string, report: (problem: FileProblem) => void): Recording {
  const file = new LiveFile(path, report)
  const visit = (block: Buffer, start: number, stop: number, number: number): void => {
    file.line(block.toString('utf8', start, stop).replace(/\r$/, ''), number)
  }
  guardRead(report, () => readLines(path, report, visit, LONGEST))
  file.end()
  return { kind: 'single', records: file.records, lineage: [file.parents] }
}

class LiveFile {
  readonly records = new Records()
  /** The data of the keeper and its parents, as it was when the file was begun. */
  parents: ParamValue = {}
  readonly #path: string
  readonly #report: (problem: FileProblem) => void
  #head: string[] | undefined = []
  #headLength = 0

  constructor(path: string, report: (problem: FileProblem) => void) {
    this.#path = path
    this.#report = tellFirst(path, report).tell
  }

  line(line: string, number: number): void {
    if (this.#head === undefined) this.#record(line, number)
    else if (line === 'records:') this.#finishHead(this.#head)
    else if ((this.#headLength += line.length) <= LONGEST) this.#head.push(line)
  }

  end(): void {
    if (this.#head && this.#head.length > 0) this.#finishHead(this.#head)
  }

  #finishHead(lines: readonly string[]): void {
    this.#head = undefined
    const text = lines.join('\n')
    if (!text.startsWith(LIVE_HEAD)) {
      this.#tell('layout-mismatch', 1, 'It does not begin with `parent_data_snapshot: `.')
      return
    }
    this.parents = this.#dict(text.slice(LIVE_HEAD.length), 1) ?? {}
  }

  #record(line: string, number: number): void {
    if (line === '') return
    if (!line.startsWith('- ')) {
      this.#tell('json-syntax', number, 'It is no record: that would begin with `- {`.')
      return
    }
    const record = this.#dict(line.slice(2), number)
    if (record) this.records.add(record, [this.parents])
  }

  #dict(text: string, line: number): ParamValue | undefined {
    const { value, problems } = parseJson(text)
    for (const problem of problems) {
      const isCut = problem.code === 'json-syntax'
      const what = isCut ? `It is not JSON (cut off?): ${problem.message}.` : `${problem.message}.`
      this.#tell(problem.code, line - 1 + problem.line, what)
    }
    if (value === undefined || asData(value)) return value
    this.#tell('layout-mismatch', line, 'It is no map of keys and values.')
    return undefined
  }

  #tell(code: FileProblem['code'], line: number, what: string): void {
    const file = this.#path
    this.#report({ code, file, line, message: `${file}:${line}: ${what}` })
  }
}
