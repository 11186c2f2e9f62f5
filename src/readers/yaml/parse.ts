import { parseDocument, type YamlResult } from './document.js'
import { parseFlat } from './flat.js'
import type { YamlProblem } from './problem.js'

export type { YamlProblem, YamlResult }

/**
 * The value that PyYAML's `FullLoader` gives for a text of one YAML 1.1 document, whatever the text:
 * it never throws.
 *
 * - An integer beyond 2^53 is a bigint; `!!binary` a `Uint8Array`; `!!set` a `Set`; a date a
 *   `Timestamp`; a tuple a plain array; `!!omap` and `!!pairs` an array of pairs.
 * - A map is a plain object when all its keys are strings, else a `Map` with keys of their types.
 * - Aliases share one value.
 * - A tag that is not plain data (`!!python/object:…`), or a value that does not exist (month 13), is
 *   a problem; its map entry is left out, and in a list it is null.
 * - A text that does not parse, holds two documents, nests more than 500 levels deep or unfolds to
 *   more than a million values has no value, only a problem.
 *
 * Source: YAML 1.1 (yaml.org/spec/1.1, yaml.org/type); PyYAML 6.0's resolver.py and constructor.py.
 *
 * @example
 * parseYaml('lr: 1.0e-3\nseed: 017\nwarmup: 1e-3\nok: yes\n')
 * // { value: { lr: 0.001, seed: 15, warmup: '1e-3', ok: true }, problems: [] }
 * parseYaml('a: 2022-13-01\nb: 2\n').problems
 * // [{ code: 'yaml-value', line: 1, message: '`2022-13-01` is written like a date, but …' }]
 */
export function parseYaml(text: string): YamlResult {
  const flat = parseFlat(text)
  return flat === undefined ? parseDocument(text) : { value: flat, problems: [] }
}
