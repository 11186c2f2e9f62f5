import { useEffect, useState } from 'preact/hooks'

const DARK = matchMedia('(prefers-color-scheme: dark)')

/** Whether the reader's system is dark; follows its changes. */
export function useDark(): boolean {
  const [isDark, setDark] = useState(DARK.matches)
  useEffect(() => {
    const read = (): void => setDark(DARK.matches)
    DARK.addEventListener('change', read)
    return () => DARK.removeEventListener('change', read)
  }, [])
  return isDark
}
