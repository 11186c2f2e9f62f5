import type { Mark } from '../stats/estimate.js'

/** HTML of an estimate that is marked: the best strong, those tied with it underlined. */
export function markedHTML(html: string, mark: Mark | undefined): string {
  if (mark === undefined) return html
  return mark === 'best' ? `<strong>${html}</strong>` : `<u>${html}</u>`
}
