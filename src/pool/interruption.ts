/** Why tasks are interrupted, and what becomes of them. */
export class Interruption extends Error {
  override readonly name: string = 'Interruption'
  readonly state: 'interrupted' | 'timed out'

  constructor(reason: string, state: 'interrupted' | 'timed out' = 'interrupted') {
    super(reason)
    this.state = state
  }
}
