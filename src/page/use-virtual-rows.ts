import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/virtual-core'
import type { RefObject } from 'preact'
import { useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks'

/** The rows that are to be drawn of a long table. */
export interface RowWindow {
  /** What scrolls. */
  readonly box: RefObject<HTMLElement | null>
  /** The rows in their order, by number; with another one the table is at its top again. */
  readonly order: readonly number[]
  /** The place in the order that is drawn wherever the table is scrolled to: focus is in it. */
  readonly active: number
  readonly rowHeight: number
  readonly headHeight: number
}

/** A virtualizer whose rows may have any height; the component is drawn anew as it scrolls. */
export function useVirtualRows(rows: RowWindow): Virtualizer<HTMLElement, HTMLElement> {
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  const options: VirtualizerOptions<HTMLElement, HTMLElement> = {
    count: rows.order.length,
    getScrollElement: () => rows.box.current,
    estimateSize: () => rows.rowHeight,
    // The head is in what scrolls, and stays on top of it.
    paddingStart: rows.headHeight,
    scrollPaddingStart: rows.headHeight,
    overscan: 6,
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range)
      const isApart = rows.active < rows.order.length && !shown.includes(rows.active)
      return isApart ? [...shown, rows.active].sort((a, b) => a - b) : shown
    },
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange: () => redraw(undefined),
  }
  const [virtualizer] = useState(() => new Virtualizer(options))
  virtualizer.setOptions(options)
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer])
  useLayoutEffect(() => virtualizer._willUpdate())
  const before = useRef(rows.order)
  useLayoutEffect(() => {
    if (before.current !== rows.order) startAnew(virtualizer, rows)
    before.current = rows.order
  })
  return virtualizer
}

/** Goes to the top; heights belong to places, where other runs are now. */
function startAnew(virtualizer: Virtualizer<HTMLElement, HTMLElement>, rows: RowWindow): void {
  // Even where nothing moves, this has the browser lay the page out at once.
  if (virtualizer.scrollOffset !== 0) rows.box.current?.scrollTo({ top: 0 })
  const heights = [...virtualizer.itemSizeCache.values()]
  if (heights.every((height) => height === rows.rowHeight)) return
  virtualizer.measure()
  const drawn = rows.box.current?.querySelectorAll<HTMLElement>('[data-index]') ?? []
  for (const row of drawn) {
    virtualizer.resizeItem(virtualizer.indexFromElement(row), row.offsetHeight)
  }
}
