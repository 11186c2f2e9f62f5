import { randomUUID } from 'node:crypto'
import { progressText, type Follower, type Progress } from '../progress.js'
import { clean } from './grid.js'
import { kernel } from './kernel.js'

/** Work that is done before this is not followed; in milliseconds. */
const SOON = 1000
/** The least time between two changes of the line. */
const EVERY = 200
const MOST_CHARACTERS = 60

/**
 * Follows work with a line below the cell that is changed in place. At the end it stays, for no
 * output can be taken back, and tells nothing that differs from one time to the next.
 */
export function progressLine(): Follower {
  // Another time's line in a notebook that is still open is not this one.
  const id = randomUUID()
  let next = performance.now() + SOON
  let isFirst = true
  let last: Progress | undefined
  let isOver = false

  const tell = (line: string): void => {
    kernel()?.update?.(id, { 'text/plain': line }, isFirst)
    isFirst = false
  }
  return {
    show: (progress) => {
      last = progress
      const now = performance.now()
      if (now < next || isOver) return
      next = now + EVERY
      tell(`${progressText(progress)} ${clean(progress.name.slice(0, MOST_CHARACTERS))}`)
    },
    end: () => {
      isOver = true
      if (isFirst || last === undefined) return
      tell(last.done < last.total ? `${progressText(last)} stopped` : progressText(last))
    },
  }
}
