import type { ColumnMetaData, FileMetaData, SchemaElement } from 'hyparquet'
import { MOST_CELLS } from './damaged.js'
import { checkRuns } from './parquet-runs.js'

/** Gives the bytes of a page. */
export type Decompress = (codec: string, bytes: Uint8Array, length: number) => Uint8Array

/** The bytes that all pages may come to when they are decompressed. */
const MOST_BYTES = 2 ** 30

/** What a file's pages may still come to. */
interface Allowance {
  cells: number
  bytes: number
}

/** A page's own words of itself, by the numbers of Thrift. */
type Header = Readonly<Record<string, unknown>>

/**
 * Refuses a file whose pages claim more values or bytes than fit into memory, or than they have: a
 * few bytes can say that two thousand million values follow, and hyparquet would believe them.
 *
 * Source: github.com/apache/parquet-format, parquet.thrift (PageHeader) and README.md.
 */
export async function checkPages(
  bytes: Uint8Array,
  metadata: FileMetaData,
  elements: readonly SchemaElement[],
  decompress: Decompress,
): Promise<void> {
  const { deserializeTCompactProtocol } = await import('hyparquet/src/thrift.js')
  const left: Allowance = { cells: MOST_CELLS, bytes: MOST_BYTES }
  const rows = metadata.row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0)
  if (rows !== Number(metadata.num_rows) || !(rows >= 0 && rows <= MOST_CELLS)) {
    throw new Error(`its ${metadata.num_rows} rows are not those of its row groups, or too many`)
  }
  for (const { columns } of metadata.row_groups) {
    if (columns.length !== elements.length) throw new Error('a row group lacks a column')
    for (const [index, { meta_data: column }] of columns.entries()) {
      const element = elements[index]
      if (column === undefined || element === undefined)
        throw new Error('a column is not described')
      const isOptional = element.repetition_type !== 'REQUIRED'
      eachPage(bytes, column, deserializeTCompactProtocol, (header, page) => {
        left.bytes -= countOf(header.field_2)
        for (const part of [header.field_5, header.field_7, header.field_8]) {
          if (part !== undefined) left.cells -= countOf(fieldsOf(part).field_1)
        }
        if (left.bytes < 0 || left.cells < 0) throw new Error('it is too large')
        checkPage(header, page, isOptional, (part) => {
          const length = countOf(header.field_2) - (page.length - part.length)
          return decompress(column.codec, part, length)
        })
      })
    }
  }
}

function eachPage(
  bytes: Uint8Array,
  column: ColumnMetaData,
  deserialize: (reader: { view: DataView; offset: number }) => Header,
  visit: (header: Header, page: Uint8Array) => void,
): void {
  const dictionary = Number(column.dictionary_page_offset ?? 0)
  const data = Number(column.data_page_offset)
  const start = dictionary > 0 && dictionary < data ? dictionary : data
  const end = start + Number(column.total_compressed_size)
  if (!(start >= 0 && end <= bytes.length)) throw new Error('a column ends behind the file')
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, end), offset: start }
  while (reader.offset < end - 1) {
    const header = deserialize(reader)
    const size = countOf(header.field_3)
    visit(header, bytes.subarray(reader.offset, reader.offset + size))
    reader.offset += size
  }
}

const [DATA_PAGE, DATA_PAGE_V2] = [0, 3]
const [PLAIN_DICTIONARY, RLE, RLE_DICTIONARY] = [2, 3, 8]

function checkPage(
  { field_1: type, field_5, field_8 }: Header,
  page: Uint8Array,
  isOptional: boolean,
  decompressed: (part: Uint8Array) => Uint8Array,
): void {
  if (type === DATA_PAGE) {
    const { field_1, field_2: encoding } = fieldsOf(field_5)
    const count = countOf(field_1)
    let values = decompressed(page)
    if (isOptional) {
      const end = 4 + uint32(values)
      checkRuns(values.subarray(4, end), 1, count)
      values = values.subarray(end)
    }
    checkValues(values, encoding, count)
  } else if (type === DATA_PAGE_V2) {
    const { field_1, field_4: encoding, field_5: levels, field_6, field_7 } = fieldsOf(field_8)
    const count = countOf(field_1)
    const start = countOf(field_6 ?? 0)
    const end = start + countOf(levels)
    checkRuns(page.subarray(start, end), 1, count)
    const values = page.subarray(end)
    checkValues(field_7 === false ? values : decompressed(values), encoding, count)
  }
}

function checkValues(values: Uint8Array, encoding: unknown, count: number): void {
  if (encoding === PLAIN_DICTIONARY || encoding === RLE_DICTIONARY) {
    checkRuns(values.subarray(1), values[0] ?? 0, count)
  } else if (encoding === RLE) {
    checkRuns(values.subarray(4, 4 + uint32(values)), 1, count)
  }
}

function uint32(bytes: Uint8Array): number {
  return bytes.length < 4 ? 0 : Buffer.from(bytes.subarray(0, 4)).readUInt32LE()
}

function fieldsOf(part: unknown): Header {
  if (typeof part === 'object' && part !== null) return part as Header
  throw new Error('a page does not describe itself')
}

function countOf(value: unknown): number {
  if (typeof value === 'number' && value >= 0) return value
  throw new Error('a page does not say how large it is')
}
