/** The values of a column: in a typed array when they are nothing but numbers. */
export function packed<V>(values: V[]): Float64Array | V[] {
  return values.every((value) => typeof value === 'number') ? Float64Array.from(values) : values
}
