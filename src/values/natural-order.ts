/**
 * Compares two names the way people number them: `Seed_2` before `Seed_10`, `Lr_0.01` before
 * `Lr_0.1`, `Lr_1e-05` before `Lr_0.0001`. Numbers in the names count by value, the rest by code
 * unit, so that the order is the same in every locale.
 */
export function naturalOrder(a: string, b: string): number {
  return compareParts(nameParts(a), nameParts(b)) || compare(a, b)
}

/** Sorts by a name; cheaper than comparing with {@link naturalOrder}, for names are split once. */
export function sortNaturally<T>(items: readonly T[], nameOf: (item: T) => string): T[] {
  return items
    .map((item) => ({ item, name: nameOf(item), parts: nameParts(nameOf(item)) }))
    .sort((a, b) => compareParts(a.parts, b.parts) || compare(a.name, b.name))
    .map(({ item }) => item)
}

const NUMBER = /(\d+(?:\.\d+)?(?:e[+-]?\d+)?)/

/** Text and numbers in turn, text first (it may be empty). */
function nameParts(name: string): readonly (string | number)[] {
  return name.split(NUMBER).map((part, index) => (index % 2 === 0 ? part : Number(part)))
}

function compareParts(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  const shared = Math.min(a.length, b.length)
  for (let i = 0; i < shared; i++) {
    const order = compare(a[i] ?? '', b[i] ?? '')
    if (order !== 0) return order
  }
  return a.length - b.length
}

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0
}
