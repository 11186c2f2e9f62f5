import type { FileProblem } from '../../issue.js'

type FaultCode = Extract<
  FileProblem['code'],
  'pickle-truncated' | 'pickle-damaged' | 'pickle-too-large'
>

/** Why a pickle cannot be read on; the reader adds the file, the place and the likely fix. */
export class PickleFault extends Error {
  readonly code: FaultCode

  constructor(code: FaultCode, message: string) {
    super(message)
    this.code = code
  }
}

export const damaged = (message: string): PickleFault => new PickleFault('pickle-damaged', message)

export const tooLarge = (message: string): PickleFault =>
  new PickleFault('pickle-too-large', message)

export const truncated = (): PickleFault =>
  new PickleFault('pickle-truncated', 'the data ends within a pickle')

export const underflow = (): PickleFault => damaged('an operation finds too few values')
