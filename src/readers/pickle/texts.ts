import type { ParamValue } from '../../experiment.js'
import type { Make, Makers } from './python-global.js'

/** `Decimal('1.10')`: its text, which is exact. */
const decimal: Make = ([text, ...rest]) =>
  typeof text === 'string' && rest.length === 0 ? text : undefined

/** `Fraction(1, 3)`, or `Fraction('1/3')` of older Pythons. */
const fraction: Make = ([numerator, denominator = 1]) => {
  if (typeof numerator === 'string') return numerator
  if (!isInteger(numerator) || !isInteger(denominator)) return undefined
  return denominator === 1 ? String(numerator) : `${numerator}/${denominator}`
}

const isInteger = (value: ParamValue | undefined): value is number | bigint =>
  typeof value === 'bigint' || Number.isSafeInteger(value)

/** `PurePosixPath('/', 'a', 'b')`: the path, as Python shows it. */
const path =
  (separator: '/' | '\\'): Make =>
  (args) => {
    const [first, ...rest] = args.map((part) => (typeof part === 'string' ? part : undefined))
    if (args.length === 0) return '.'
    if (first === undefined || rest.includes(undefined)) return undefined
    // The first part of an absolute path has its separator: `/`, `C:\`.
    const isRoot = first.endsWith(separator)
    return `${first}${isRoot || rest.length === 0 ? '' : separator}${rest.join(separator)}`
  }

export const TEXTS: Makers = {
  'decimal.Decimal': decimal,
  'fractions.Fraction': fraction,
  ...Object.fromEntries(
    // Python 3.13 has the classes in a module of its own.
    ['pathlib', 'pathlib._local'].flatMap((module) => [
      [`${module}.PurePath`, path('/')],
      [`${module}.Path`, path('/')],
      [`${module}.PurePosixPath`, path('/')],
      [`${module}.PosixPath`, path('/')],
      [`${module}.PureWindowsPath`, path('\\')],
      [`${module}.WindowsPath`, path('\\')],
    ]),
  ),
}
