import type { ParamValue } from '../experiment.js'
import { formatG, pythonStr } from '../values/python-text.js'
import { titleCase } from './title-case.js'

const LONGEST_TEXT = 100

/**
 * The part that one param has in a task's name, as mlrunner has it: `Lr_0.1`, `EaStop_T`. A text that
 * is the path of something that exists gives its last part.
 *
 * It has no `/`: unlike mlrunner's, also where one stands in a key or in a list.
 */
export function nameOfParam(
  param: string,
  value: ParamValue,
  exists: (path: string) => boolean,
): string {
  return `${shortKey(param)}_${shortValue(value, exists)}`.replaceAll('/', '_')
}

/** `learning_rate` as `LeRate`: the last word whole, two letters of the others. */
function shortKey(param: string): string {
  const words = param.split(param.includes('-') ? '-' : '_')
  const last = words.pop() ?? ''
  return words.map(shortWord).join('') + titleCase(last)
}

function shortWord(word: string): string {
  const letters = Array.from(word)
  return letters.length > 2 ? titleCase(letters.slice(0, 2).join('')) : word
}

function shortValue(value: ParamValue, exists: (path: string) => boolean): string {
  if (typeof value === 'string') return shortText(value, exists)
  if (typeof value === 'boolean') return value ? 'T' : 'F'
  return typeof value === 'number' || typeof value === 'bigint' ? formatG(value) : pythonStr(value)
}

function shortText(value: string, exists: (path: string) => boolean): string {
  const text = exists(value)
    ? value.slice(value.lastIndexOf('/') + 1)
    : value.replace(/^[/.]*/, '').replaceAll('/', '_')
  const characters = Array.from(text)
  return characters.length > LONGEST_TEXT ? characters.slice(-LONGEST_TEXT).join('') : text
}
