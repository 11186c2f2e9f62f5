import type { Mark } from '../stats/estimate.js'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text that stands in HTML, between tags or in an attribute, for itself. */
export function htmlText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}

/** HTML of an estimate that is marked: the best strong, those tied with it underlined. */
export function markedHTML(html: string, mark: Mark | undefined): string {
  if (mark === undefined) return html
  return mark === 'best' ? `<strong>${html}</strong>` : `<u>${html}</u>`
}
