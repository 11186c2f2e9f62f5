import type { Located } from '../readers/yaml/documents.js'
import { checkParam, type ParamValues } from './conditions.js'
import { described } from './sections.js'
import { SweepError } from './sweep-error.js'

const FIX = 'Write: _zip: [lr, batch], or a list of such groups.'

/** Reads `_zip: [lr, batch]`, or a list of such groups: params whose values move together. */
export function readZip(
  section: Located | undefined,
  params: ParamValues,
  file: string | undefined,
): readonly (readonly string[])[] {
  if (section === undefined) return []
  const fail = (problem: string, { line }: Located): SweepError =>
    new SweepError(`_zip: ${problem}`, { file, line })
  if (section.kind !== 'list')
    throw fail(`this is ${described(section)} and no list. ${FIX}`, section)
  const isOne = section.items.some((item) => item.kind === 'scalar')
  const groups = isOne ? [section] : section.items
  const taken = new Set<string>()
  return groups.map((group) => {
    if (group.kind !== 'list')
      throw fail(`a group is ${described(group)} and no list. ${FIX}`, group)
    const names = group.items.map((item) => {
      if (item.kind !== 'scalar' || typeof item.value !== 'string') {
        throw fail(`${described(item)} is no name of a param. ${FIX}`, item)
      }
      const name = item.value
      checkParam(name, params, { file, line: item.line, what: '_zip' })
      if (taken.has(name)) throw fail(`'${name}' is named twice; name it once.`, item)
      taken.add(name)
      return name
    })
    if (names.length < 2) throw fail(`a group has fewer than two params. ${FIX}`, group)
    const lengths = names.map((name) => params.get(name)?.length ?? 0)
    if (new Set(lengths).size > 1) {
      const counts = names.map((name, index) => `${name} has ${lengths[index] ?? 0}`).join(', ')
      throw fail(`the params must have as many values each: ${counts}. Give each as many.`, group)
    }
    return names
  })
}
