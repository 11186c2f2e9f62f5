import type { ParamValue } from '../experiment.js'
import { YamlEmitter } from './yaml-emitter.js'
import { represent } from './yaml-represent.js'

// mlrunner never wants a line of a param file broken.
const UNBROKEN = 1_000_000
const USUAL_WIDTH = 80

/**
 * The text that PyYAML 6.0 writes for a value with `yaml.dump(value, width=1000000)`, byte for byte:
 * keys sorted, one of a list or map below the other. A bigint is an int, a number a float, a `Tuple`
 * a tuple; an object that is there twice gets an anchor. Throws an {@link AssayError} for what YAML
 * cannot hold: half a surrogate pair, an array of numbers, an object of a Python class.
 *
 * Source: PyYAML 6.0's representer.py, serializer.py and emitter.py.
 */
export function dumpYaml(value: ParamValue): string {
  const emitter = new YamlEmitter(UNBROKEN, { flow: false })
  emitter.document(represent(value), { isMarked: false })
  return emitter.end()
}

/**
 * The text of `yaml.dump_all(values, default_flow_style=True, explicit_start=True)`: each value on a
 * line that begins with `---`, broken near 80 characters. Throws as {@link dumpYaml} does.
 */
export function dumpFlowDocuments(values: readonly ParamValue[]): string {
  const emitter = new YamlEmitter(USUAL_WIDTH, { flow: true })
  for (const value of values) emitter.document(represent(value), { isMarked: true })
  return emitter.end()
}
