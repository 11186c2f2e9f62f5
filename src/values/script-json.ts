/** JSON for a script element of a page: it ends no element and starts no comment in one. */
export function scriptJSON(value: object): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c')
}
