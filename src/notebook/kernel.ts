import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** One thing to see, in several MIME types; Jupyter shows the best that it can. */
export type Bundle = Readonly<Record<string, unknown>>

/** Sends to the notebook below the cell that is running. */
export interface Kernel {
  readonly name: 'tslab' | 'deno'
  readonly send: (bundle: Bundle) => void
  /** Sends what later takes the place of all that was sent with this id; absent where none can. */
  readonly update?: ((id: string, bundle: Bundle, isFirst: boolean) => void) | undefined
}

/** The kernel that runs this code, if one does. */
export function kernel(): Kernel | undefined {
  return tslab() ?? deno()
}

interface TslabKernel {
  /** Null until the first cell runs. */
  readonly lastWriteDisplayData?: ((content: object, update: boolean) => void) | null
}

interface TslabAPI {
  readonly display: { raw(mime: string, data: unknown): void }
}

const require = createRequire(import.meta.url)
const TSLAB = /[\\/]tslab[\\/]dist[\\/]jupyter\.js$/

/**
 * tslab's public API sends one MIME type at a time, and each makes an output of its own. What can
 * send several is a variable of its kernel, undocumented, which Node's cache of modules leads to;
 * importing tslab here would find another copy of it. A tslab without the variable gets one type.
 */
function tslab(): Kernel | undefined {
  // A tslab that is installed globally hands over to the local one, and both are loaded.
  for (const [file, module] of Object.entries(require.cache)) {
    if (!TSLAB.test(file)) continue
    const { lastWriteDisplayData: write } = module?.exports as TslabKernel
    if (write) {
      return {
        name: 'tslab',
        send: (data) => write({ data, metadata: {}, transient: {} }, false),
        update: (id, data, isFirst) => {
          write({ data, metadata: {}, transient: { display_id: id } }, !isFirst)
        },
      }
    }
    if (write === undefined) return { name: 'tslab', send: oneType(dirname(file)) }
  }
  return undefined
}

function oneType(folder: string): (bundle: Bundle) => void {
  const { display } = require(join(folder, 'public.js')) as TslabAPI
  return (bundle) => {
    const mime = ['text/html', 'image/svg+xml'].find((each) => each in bundle) ?? 'text/plain'
    display.raw(mime, bundle[mime])
  }
}

interface DenoJupyter {
  /** Gives a promise or nothing, by the version of Deno. */
  broadcast(type: string, content: object): Promise<void> | undefined
}

function deno(): Kernel | undefined {
  const jupyter = denoJupyter()
  if (jupyter === undefined) return undefined
  const tell = (type: string, data: Bundle, transient: object): void => {
    // Whoever closed the notebook sees nothing more.
    jupyter.broadcast(type, { data, metadata: {}, transient })?.catch(() => undefined)
  }
  return {
    name: 'deno',
    send: (data) => tell('display_data', data, {}),
    update: (id, data, isFirst) => {
      tell(isFirst ? 'display_data' : 'update_display_data', data, { display_id: id })
    },
  }
}

function denoJupyter(): DenoJupyter | undefined {
  try {
    return (globalThis as { Deno?: { readonly jupyter?: DenoJupyter } }).Deno?.jupyter
  } catch {
    // Deno throws where it runs no notebook.
    return undefined
  }
}
