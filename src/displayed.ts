let adorn: ((result: object) => void) | undefined

/**
 * Gives a result back that is plain data, such as a chart's spec. In a notebook it is made to
 * display itself when it is the last expression of a cell; elsewhere it stays as it is.
 */
export function displayed<T extends object>(result: T): T {
  adorn?.(result)
  return result
}

/** From now on results are adorned by that function, before they are given to whoever asked. */
export function displayResultsBy(by: (result: object) => void): void {
  adorn = by
}
