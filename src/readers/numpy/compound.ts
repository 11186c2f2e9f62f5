import { dtypeCode, type Dtype, type Field } from './dtype.js'
import { countOf } from './shape.js'

/** No honest type comes near; a type that names itself twice, many times over, would unfold. */
const MOST_DEPTH = 32
const LONGEST_NAME = 65_536

/**
 * A structured type. Without `itemSize` it ends with its last field.
 *
 * @throws Error when fields lie outside the item or over each other, or for one too large.
 */
export function structOf(fields: readonly Field[], itemSize = endOf(fields)): Dtype {
  const sum = fields.reduce((size, field) => size + field.dtype.itemSize, 0)
  const isInside = fields.every(({ offset }) => Number.isSafeInteger(offset) && offset >= 0)
  if (!isInside || !Number.isSafeInteger(itemSize) || endOf(fields) > itemSize) {
    throw new Error('a field of a structured NumPy type lies outside its item')
  }
  if (sum > itemSize) throw new Error('NumPy types whose fields lie over each other are not read')
  const depth = deeper(fields.map(({ dtype }) => dtype))
  return { name: structName(fields, itemSize), kind: 'V', itemSize, byteOrder: '|', fields, depth }
}

const endOf = (fields: readonly Field[]): number =>
  fields.reduce((end, { offset, dtype }) => Math.max(end, offset + dtype.itemSize), 0)

/** Several items of one type as one: the type of a field with a shape. */
export function subarrayOf(base: Dtype, shape: readonly number[]): Dtype {
  const depth = deeper([base])
  const itemSize = countOf(shape, base.itemSize) * base.itemSize
  const name = `(${quoted(base)}, ${shapeText(shape)})`
  return { name, kind: 'V', itemSize, byteOrder: '|', base, shape, depth }
}

function deeper(inner: readonly Dtype[]): number {
  const depth = 1 + inner.reduce((most, dtype) => Math.max(most, dtype.depth ?? 0), 0)
  const length = inner.reduce((sum, dtype) => sum + dtype.name.length + 8, 0)
  if (depth > MOST_DEPTH || length > LONGEST_NAME) {
    throw new Error('a structured NumPy type is too large or too deeply nested')
  }
  return depth
}

// As numpy/core/_dtype.py writes them: short when nothing lies between the fields.
function structName(fields: readonly Field[], itemSize: number): string {
  let end = 0
  const isPacked = fields.every(({ offset, dtype }) => {
    const follows = offset === end
    end = offset + dtype.itemSize
    return follows
  })
  if (isPacked && end === itemSize) {
    const parts = fields.map(({ name, dtype }) => {
      const { base, shape } = dtype
      return base === undefined || shape === undefined
        ? `(${python(name)}, ${quoted(dtype)})`
        : `(${python(name)}, ${quoted(base)}, ${shapeText(shape)})`
    })
    return `[${parts.join(', ')}]`
  }
  const names = fields.map(({ name }) => python(name)).join(', ')
  const formats = fields.map(({ dtype }) => quoted(dtype)).join(', ')
  const offsets = fields.map(({ offset }) => offset).join(', ')
  return `{'names': [${names}], 'formats': [${formats}], 'offsets': [${offsets}], 'itemsize': ${itemSize}}`
}

const quoted = (dtype: Dtype): string =>
  dtype.depth === undefined ? `'${dtypeCode(dtype)}'` : dtype.name

const shapeText = (shape: readonly number[]): string =>
  shape.length === 1 ? `(${String(shape[0])},)` : `(${shape.join(', ')})`

function python(name: string): string {
  const escaped = name.replaceAll('\\', '\\\\')
  return escaped.includes("'") && !escaped.includes('"')
    ? `"${escaped}"`
    : `'${escaped.replaceAll("'", "\\'")}'`
}
