import type { ParamValue } from '../../experiment.js'
import { tellFirst } from '../../readers/text/tell-first.js'
import { readWhole } from '../../readers/whole.js'
import { parseYaml } from '../../readers/yaml/parse.js'
import type { Report } from '../layout.js'

// The tool ends each record with a blank line. A blank line within a text is followed by more of
// it, which is indented.
const BETWEEN = /\n\n+(?=\S)/g

/**
 * The maps that `log(…, file='metrics.yaml')` appends. There is no `---` between them, so that as one
 * document the last record would win.
 *
 * @throws IssueError when the file cannot be read.
 */
export function* readYamlRecords(file: string, report: Report): Generator<ParamValue> {
  const { tell, end } = tellFirst(file, report)
  for (const { text, line } of records(readWhole(file))) {
    const { value, problems } = parseYaml(text)
    for (const problem of problems) {
      const at = line + problem.line
      tell({ ...problem, file, line: at, message: `${file}:${at}: ${problem.message}` })
    }
    // What does not parse is a record all the same, so that the others keep their numbers.
    if (value !== null) yield value ?? {}
  }
  end()
}

/** The records' texts, each with the number of lines before it. */
function* records(text: string): Generator<{ readonly text: string; readonly line: number }> {
  let start = 0
  let line = 0
  const part = (end: number) => ({ text: text.slice(start, end), line })
  for (const { index, 0: blank } of text.matchAll(BETWEEN)) {
    yield part(index)
    for (let at = start; at < index + blank.length; at++) if (text[at] === '\n') line += 1
    start = index + blank.length
  }
  yield part(text.length)
}
