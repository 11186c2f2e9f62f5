import { complexText } from '../complex.js'
import { pythonFloat } from './float.js'
import { Misfit, quote } from './problem.js'

const FLOAT = String.raw`(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?|inf(?:inity)?|nan`
const REAL = new RegExp(`^[-+]?(?:${FLOAT})$`)
const IMAGINARY = new RegExp(`^([-+]?(?:${FLOAT})?)j$`)
const BOTH = new RegExp(`^([-+]?(?:${FLOAT}))([-+](?:${FLOAT})?)j$`)

/**
 * Python's `str` of a complex number, such as `(1+2j)`: JavaScript has no type for it, and a param
 * only needs to be told apart and shown.
 */
export function readComplex(text: string): string | Misfit {
  const clean = text
    .toLowerCase()
    .replaceAll(/(?<=\d)_(?=\d)/g, '')
    .trim()
  const [real, imaginary] = parts(clean.replace(/^\((.*)\)$/s, '$1').trim())
  if (real === undefined || imaginary === undefined) {
    return new Misfit('yaml-value', `${quote(text)} is not a complex number`)
  }
  return complexText(real, imaginary)
}

function parts(text: string): [number | undefined, number | undefined] {
  if (REAL.test(text)) return [pythonFloat(text), 0]
  const [, only] = IMAGINARY.exec(text) ?? []
  if (only !== undefined) return [0, unit(only)]
  const [, real, imaginary] = BOTH.exec(text) ?? []
  return real === undefined || imaginary === undefined
    ? [undefined, undefined]
    : [pythonFloat(real), unit(imaginary)]
}

// `j` alone is one.
const unit = (text: string): number | undefined =>
  pythonFloat(/^[-+]?$/.test(text) ? `${text}1` : text)
