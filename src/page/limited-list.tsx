import type { ComponentChild } from 'preact'
import { useState } from 'preact/hooks'
import { counted } from '../values/counted.js'

const FIRST = 50

interface LimitedListProps<T> {
  readonly items: readonly T[]
  /** What one of them is called. */
  readonly noun: string
  readonly children: (item: T) => ComponentChild
}

/** A list of which the first are shown, and all when asked for. */
export function LimitedList<T>({ items, noun, children }: LimitedListProps<T>) {
  const [all, setAll] = useState(false)
  const shown = all ? items : items.slice(0, FIRST)
  return (
    <>
      <ul>
        {shown.map((item, index) => (
          <li key={index}>{children(item)}</li>
        ))}
      </ul>
      {shown.length < items.length && (
        <button type="button" onClick={() => setAll(true)}>
          Show all {counted(items.length, noun)}
        </button>
      )}
    </>
  )
}
