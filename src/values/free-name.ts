/** A name as it is, or where it is taken with `#2` or more behind it. */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  let free = name
  for (let n = 2; isTaken(free); n++) free = `${name}#${n}`
  return free
}
