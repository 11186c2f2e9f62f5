import type { ClassHandler } from './class-handler.js'
import { BUILTINS } from './builtins.js'
import { COLLECTIONS } from './collections.js'
import { COPYREG } from './copyreg.js'
import { DATETIMES } from './datetime.js'
import { DILL } from './dill.js'
import { damaged } from './fault.js'
import { NUMPY } from './numpy.js'
import { PythonGlobal, type Make } from './python-global.js'
import { TEXTS } from './texts.js'
import { UUIDS } from './uuid.js'

/**
 * The classes and functions that become values; all others stay opaque. Nothing is ever looked up
 * beyond this list.
 */
const KNOWN: ReadonlyMap<string, Make> = new Map(
  [BUILTINS, COLLECTIONS, COPYREG, DATETIMES, DILL, NUMPY, TEXTS, UUIDS].flatMap((makers) =>
    Object.entries(makers),
  ),
)

const PYTHON_2: Readonly<Record<string, string>> = {
  __builtin__: 'builtins',
  copy_reg: 'copyreg',
}

const MOST_KEPT = 4096
const LONGEST = 4096

/** The globals of one file, each made once. */
export class Globals {
  readonly #classes: ReadonlyMap<string, ClassHandler> | undefined
  // By module, then by name.
  readonly #found = new Map<string, Map<string, PythonGlobal>>()
  #count = 0

  constructor(classes: ReadonlyMap<string, ClassHandler> | undefined) {
    this.#classes = classes
  }

  find(module: string, name: string): PythonGlobal {
    const found = this.#found.get(module)?.get(name)
    if (found !== undefined) return found
    if (module.length + name.length > LONGEST) throw damaged('a class has a name without end')
    const handler = this.#classes?.get(name.slice(name.lastIndexOf('.') + 1))
    const make = KNOWN.get(`${canonical(module)}.${name}`)
    const global = new PythonGlobal(module, name, make, handler)
    this.#add(global)
    return global
  }

  /** The next one of its name is another object. */
  forget(global: PythonGlobal): void {
    this.#found.get(global.module)?.delete(global.name)
  }

  #add(global: PythonGlobal): void {
    this.#count += 1
    if (this.#count % MOST_KEPT === 0) this.#found.clear()
    const ofModule = this.#found.get(global.module) ?? new Map<string, PythonGlobal>()
    ofModule.set(global.name, global)
    this.#found.set(global.module, ofModule)
  }
}

// NumPy 2 has its inner modules in `_core`; Python 2 has other names for a few.
function canonical(module: string): string {
  if (module.startsWith('numpy._core.')) return `numpy.core.${module.slice('numpy._core.'.length)}`
  return Object.hasOwn(PYTHON_2, module) ? (PYTHON_2[module] ?? module) : module
}
