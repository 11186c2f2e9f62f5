import type { ParamValue } from '../experiment.js'
import { Tuple } from '../tuple.js'
import { dumpFlowDocuments } from '../writers/yaml.js'

/** A value as YAML within brackets; maps keep their order, which PyYAML would sort. */
export function flowText(value: ParamValue): string {
  if (value instanceof Map) {
    return `{${Array.from(value, ([key, item]) => flowEntry(key as ParamValue, flowText(item as ParamValue))).join(', ')}}`
  }
  if (Array.isArray(value)) {
    const items = Array.from(value as readonly ParamValue[], flowText).join(', ')
    return `${value instanceof Tuple ? '!!python/tuple ' : ''}[${items}]`
  }
  return inBrackets([value])
}

/** An entry of a map within brackets. */
export function flowEntry(key: ParamValue, text: string): string {
  // The key as it is written before some value, which then makes way.
  return `${inBrackets(new Map([[key, 0n]])).slice(0, -1)}${text}`
}

/** What stands between the brackets of a document that is one list or map. */
const inBrackets = (value: ParamValue): string =>
  dumpFlowDocuments([value]).slice('--- ['.length, -']\n'.length)
