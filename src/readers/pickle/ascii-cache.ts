const SLOTS = 4096
/** Longer texts are rarely keys. */
const LONGEST = 40

/**
 * Short texts of ASCII letters, such as keys, which repeat from record to record: to look one up
 * takes less time than to make it.
 */
export class AsciiCache {
  readonly #texts: (string | undefined)[] = new Array<string | undefined>(SLOTS).fill(undefined)
  readonly #bytes = new Uint8Array(SLOTS * LONGEST)
  readonly #lengths = new Uint8Array(SLOTS)

  /** The text; nothing when it is long or has another letter. */
  find(bytes: Buffer, start: number, end: number): string | undefined {
    const length = end - start
    if (length > LONGEST) return undefined
    let hash = length
    for (let at = start; at < end; at++) {
      const byte = bytes[at] ?? 0
      if (byte > 0x7f) return undefined
      hash = (Math.imul(hash, 31) + byte) | 0
    }
    const slot = (hash ^ (hash >>> 13)) & (SLOTS - 1)
    const text = this.#texts[slot]
    if (text !== undefined && this.#isAt(slot, bytes, start, length)) return text
    return this.#put(slot, bytes, start, end)
  }

  #isAt(slot: number, bytes: Buffer, start: number, length: number): boolean {
    if (this.#lengths[slot] !== length) return false
    const kept = this.#bytes
    const first = slot * LONGEST
    for (let at = 0; at < length; at++) if (kept[first + at] !== bytes[start + at]) return false
    return true
  }

  #put(slot: number, bytes: Buffer, start: number, end: number): string {
    const text = bytes.toString('latin1', start, end)
    this.#texts[slot] = text
    this.#lengths[slot] = end - start
    this.#bytes.set(bytes.subarray(start, end), slot * LONGEST)
    return text
  }
}
