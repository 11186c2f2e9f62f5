import { useCallback, useEffect, useState } from 'preact/hooks'
import { fromHash, toHash, type View } from './view.js'

/** Changes some of what is seen, and with it the URL. */
export type ChangeView = (change: Partial<View>) => void

/** The view that stands in the URL's hash. */
export function useView(): readonly [View, ChangeView] {
  const [view, setView] = useState(() => fromHash(location.hash))
  useEffect(() => {
    const read = (): void => setView(fromHash(location.hash))
    addEventListener('hashchange', read)
    return () => removeEventListener('hashchange', read)
  }, [])
  const change = useCallback<ChangeView>((changed) => {
    setView((before) => {
      const after = { ...before, ...changed }
      const hash = toHash(after)
      const [page = ''] = location.href.split('#')
      // A new entry for each letter would make the back button useless.
      history.replaceState(null, '', hash === '' ? page : `${page}#${hash}`)
      return after
    })
  }, [])
  return [view, change]
}
