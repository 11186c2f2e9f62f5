import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { fromHash, toHash, type View } from './view.js'

/** Changes some of what is seen, and with it the URL; a step is one that the back button undoes. */
export type ChangeView = (change: Partial<View>, kind?: 'step') => void

/** The view that stands in the URL's hash. */
export function useView(): readonly [View, ChangeView] {
  const [view, setView] = useState(() => fromHash(location.hash))
  useEffect(() => {
    const read = (): void => setView(fromHash(location.hash))
    addEventListener('hashchange', read)
    return () => removeEventListener('hashchange', read)
  }, [])
  const latest = useRef(view)
  latest.current = view
  const change = useCallback<ChangeView>((changed, kind) => {
    latest.current = { ...latest.current, ...changed }
    setView(latest.current)
    remember(latest.current, kind)
  }, [])
  return [view, change]
}

function remember(view: View, kind: 'step' | undefined): void {
  const hash = toHash(view)
  const [page = ''] = location.href.split('#')
  const url = hash === '' ? page : `${page}#${hash}`
  try {
    // A new entry for each letter would make the back button useless.
    if (kind === 'step') history.pushState(null, '', url)
    else history.replaceState(null, '', url)
  } catch {
    // Safari allows a hundred in half a minute; the page goes on without.
  }
}
