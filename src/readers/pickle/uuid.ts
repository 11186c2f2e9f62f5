import type { ParamValue } from '../../experiment.js'
import { PickledObject } from '../../pickled-object.js'
import { isTextDict } from './dict.js'
import type { Makers } from './python-global.js'

const MOST = 2n ** 128n

/** A UUID before its state is known; then it is its text. */
export class Uuid extends PickledObject {
  constructor(args: readonly ParamValue[]) {
    super('uuid', 'UUID', args)
  }

  text(state: ParamValue): string | undefined {
    const int = isTextDict(state) ? state['int'] : undefined
    if (typeof int !== 'number' && typeof int !== 'bigint') return undefined
    if (int < 0 || int >= MOST) return undefined
    const digits = BigInt(int).toString(16).padStart(32, '0')
    return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  }
}

export const UUIDS: Makers = { 'uuid.UUID': (args) => new Uuid(args) }
