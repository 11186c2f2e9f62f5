import type { ParamValue } from '../experiment.js'
import { IssueError } from '../issue.js'
import { refuseLarge } from '../readers/bytes.js'
import { readPart, withFile } from '../readers/file.js'
import { readJsonLines } from '../readers/jsonl.js'
import { readNpy } from '../readers/numpy/npy.js'
import { readNpz } from '../readers/numpy/npz.js'
import { readPickles } from '../readers/pickle/read.js'
import { throwProblem } from '../readers/text/options.js'
import { readWhole } from '../readers/whole.js'
import { parseYaml } from '../readers/yaml/parse.js'

const MOST_JSON_BYTES = 2 ** 26

/** The values of all lines. */
export function loadJsonLines(path: string): ParamValue[] {
  withFile(path, ({ size }) => refuseLarge(path, size, MOST_JSON_BYTES))
  const values: ParamValue[] = []
  readJsonLines(path, throwProblem, (value) => values.push(value))
  return values
}

export function loadYaml(path: string): ParamValue {
  const { value, problems } = parseYaml(readWhole(path))
  const [problem] = problems
  if (problem !== undefined) {
    throwProblem({ ...problem, file: path, message: `${path}:${problem.line}: ${problem.message}` })
  }
  return value ?? null
}

/** The value of a file with one pickle, the values of one with several. */
export function loadPickles(path: string): ParamValue {
  const values = readPickles(path)
  const [first] = values
  if (first !== undefined) return values.length === 1 ? first : values
  const message = `${path} is empty; it may have been cut off while it was written.`
  throw new IssueError({ code: 'pickle-truncated', file: path, message })
}

/** Some tools name what they write with NumPy without an ending: its first bytes tell. */
export function loadNumpy(path: string): unknown {
  const isZip = withFile(path, (file) => readPart(path, file, 0, 2).toString('latin1')) === 'PK'
  return isZip ? readNpz(path) : readNpy(path)
}
