/** A name for a column of our own; where a file has one of that name, with `#2` or more behind it. */
export function freeName(name: string, taken: readonly string[]): string {
  let free = name
  for (let n = 2; taken.includes(free); n++) free = `${name}#${n}`
  return free
}
