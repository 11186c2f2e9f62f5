/** The numbers that IEEE half-precision bits stand for; each of them is also a float32. */
export function halfFloats(bits: Uint16Array): Float32Array {
  const numbers = new Float32Array(bits.length)
  for (let index = 0; index < bits.length; index += 1) numbers[index] = halfFloat(bits[index] ?? 0)
  return numbers
}

function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 0x1f
  const fraction = bits & 0x3ff
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN
  return sign * (fraction + 1024) * 2 ** (exponent - 25)
}
