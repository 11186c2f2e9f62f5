import type { ParamValue } from '../../experiment.js'
import { dictOf } from './dict.js'
import type { Make, Makers } from './python-global.js'

/** `defaultdict(factory, dict)`: the factory is not data. */
const defaultdict: Make = ([, ...rest]) => dictOf(rest)

/** `deque(items, maxlen)`: its items. */
const deque: Make = ([items = []]) =>
  Array.isArray(items) ? [...(items as ParamValue[])] : undefined

export const COLLECTIONS: Makers = {
  'collections.OrderedDict': dictOf,
  'collections.Counter': dictOf,
  'collections.defaultdict': defaultdict,
  'collections.deque': deque,
}
