/** A name as it is, or where it is taken with `#2` or more behind it. */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  let free = name
  for (let n = 2; isTaken(free); n++) free = `${name}#${n}`
  return free
}

/** Sets a value under its name, or where that is taken under a {@link freeName}. */
export function setFree<V>(values: Map<string, V>, name: string, value: V): void {
  const free = freeName(name, (taken) => values.has(taken))
  values.set(free, value)
}
