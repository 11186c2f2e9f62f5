import type { Page } from 'playwright-core'

/**
 * What a page complains of from now on: exceptions, errors on its console, and what it asks for
 * elsewhere than at the origin that serves it. The list grows as they come.
 */
export function watchPage(page: Page, origin: string): readonly string[] {
  const complaints: string[] = []
  const { host } = new URL(origin)
  function ask(url: string): void {
    const elsewhere = /^(http|ws)s?:/.test(url) && new URL(url).host !== host
    if (elsewhere) complaints.push(`asks for ${url}`)
  }
  page.on('request', (request) => ask(request.url()))
  page.on('websocket', (socket) => ask(socket.url()))
  page.on('pageerror', (error) => complaints.push(`throws ${error.message}`))
  page.on('console', (message) => {
    if (message.type() !== 'error') return
    complaints.push(`logs ${message.text()} at ${message.location().url}`)
  })
  return complaints
}
