import { tableFromIPC, TimeUnit, Type, type DataType, type Field } from '@uwdata/flechette'
import type { ColumnTable } from 'arquero'
import { readBytes } from '../readers/bytes.js'
import { parseJson } from '../readers/json.js'
import { checkBatches } from './arrow-batches.js'
import { guardedStream } from './arrow-stream.js'
import { orDamaged } from './damaged.js'
import { dateAt } from './date-kind.js'
import { exact, tableOf } from './table-of.js'

/**
 * A table of an Arrow IPC file or stream that is not compressed. Integers are numbers, or bigints
 * where a number would not hold them; texts of the type `arrow.json` are what they say.
 */
export async function readArrow(path: string): Promise<ColumnTable> {
  const bytes = readBytes(path)
  return orDamaged(path, 'Arrow', () => {
    const options = { useBigInt: true, useBigIntTimestamp: true }
    const table = tableFromIPC(guardedStream(bytes), options)
    const columns = new Map<string, unknown[]>()
    for (const [index, field] of table.schema.fields.entries()) {
      const column = table.getChildAt<unknown>(index)
      checkBatches(field.name, column, table.numCols)
      const convert = conversion(field.type, field)
      columns.set(
        field.name,
        Array.from(column, (value) =>
          value === null || value === undefined ? null : convert(value),
        ),
      )
    }
    return tableOf(columns)
  })
}

const MICROS: Readonly<Record<number, (ticks: bigint) => bigint>> = {
  [TimeUnit.SECOND]: (ticks) => ticks * 1_000_000n,
  [TimeUnit.MILLISECOND]: (ticks) => ticks * 1000n,
  [TimeUnit.MICROSECOND]: (ticks) => ticks,
  [TimeUnit.NANOSECOND]: (ticks) => ticks / 1000n,
}

function conversion(type: DataType, { metadata }: Field): (value: unknown) => unknown {
  const isJson =
    (metadata as Field['metadata'] | null)?.get('ARROW:extension:name') === 'arrow.json'
  const of = type.typeId === Type.Dictionary ? type.dictionary : type
  return (value) => {
    if (of.typeId === Type.Date && typeof value === 'number') {
      return dateAt(BigInt(value) * 1000n, 'date')
    }
    if (of.typeId === Type.Timestamp && typeof value === 'bigint') {
      const micros = MICROS[of.unit]?.(value) ?? value
      return dateAt(micros, of.timezone === null ? 'time' : 'instant')
    }
    if (typeof value === 'bigint') return exact(value)
    if (isJson && typeof value === 'string') return parseJson(value).value ?? value
    // The bytes are a view of the whole file.
    return value instanceof Uint8Array ? value.slice() : value
  }
}
