import { Type, type Batch, type Column, type DataType } from '@uwdata/flechette'
import { MOST_CELLS } from './damaged.js'

/**
 * Refuses a column that claims more values than it has bytes for, whose texts overlap, or of a type
 * that is not one of single values.
 */
export function checkBatches(name: string, column: Column<unknown>, columns: number): void {
  if (column.length * columns > MOST_CELLS)
    throw new Error(`it has too many rows: ${column.length}`)
  for (const batch of column.data) {
    if (!holds(batch, column.type)) throw new Error(`the column '${name}' is shorter than it says`)
    const { dictionary } = batch as { readonly dictionary?: Column<unknown> }
    if (dictionary) checkBatches(name, dictionary, 1)
    else if (column.type.typeId === Type.Dictionary) throw new Error(`'${name}' lacks its values`)
  }
}

function holds(batch: Batch<unknown>, { typeId }: DataType): boolean {
  // flechette leaves out what a type of column has not.
  const { length, values, offsets } = batch as Partial<Batch<unknown>> & { readonly length: number }
  switch (typeId) {
    case Type.Null:
      return true
    case Type.Bool:
      return (values?.length ?? 0) * 8 >= length
    case Type.Int:
    case Type.Float:
    case Type.Date:
    case Type.Timestamp:
    case Type.Dictionary:
      return (values?.length ?? 0) >= length
    case Type.Utf8:
    case Type.LargeUtf8:
    case Type.Binary:
    case Type.LargeBinary:
      return length === 0 || (offsets !== undefined && areInOrder(offsets, length))
    default:
      throw new Error(`a column of its type (${nameOf(typeId)}) is not read`)
  }
}

function areInOrder(offsets: ArrayLike<number | bigint>, length: number): boolean {
  if (offsets.length <= length) return false
  for (let i = 0; i < length; i++) {
    const [start, end] = [offsets[i] ?? 0, offsets[i + 1] ?? 0]
    if (start < 0 || start > end) return false
  }
  return true
}

function nameOf(typeId: number): string {
  return Object.entries(Type).find(([, id]) => id === typeId)?.[0] ?? String(typeId)
}
