/**
 * Refuses the runs of a page that say of one value that it follows more often than the page has
 * values: hyparquet would write them all.
 *
 * Source: parquet.apache.org/docs/file-format/data-pages/encodings (RLE/bit-packing hybrid).
 */
export function checkRuns(bytes: Uint8Array, bitWidth: number, most: number): void {
  for (let at = 0; at < bytes.length;) {
    let header = 0
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++] ?? 0
      header += (byte & 0x7f) * 2 ** shift
      if (byte < 0x80 || shift > 28) break
    }
    const count = Math.floor(header / 2)
    const isPacked = header % 2 === 1
    if (header >= 2 ** 31 || (!isPacked && count > most)) throw new Error('a run is too long')
    at += isPacked ? count * bitWidth : Math.ceil(bitWidth / 8)
  }
}
