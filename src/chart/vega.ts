import type { Loader, LoggerInterface } from 'vega'
import { AssayError } from '../issue.js'
import { LABEL_SIZE } from './spec.js'
import { textWidth } from './text-width.js'

/** The two things that are asked of vega; its types stay inside this file. */
export interface Vega {
  /** A Vega-Lite spec as a Vega spec. */
  compile(spec: object): object
  /** A Vega spec as SVG. */
  draw(compiled: object): Promise<string>
}

const CONFIG = { background: 'white', font: 'Arimo, Helvetica, Arial, sans-serif' }

let loaded: Promise<Vega> | undefined

/** Loads vega when the first chart is drawn, and never before: it takes a fifth of a second. */
export function loadVega(): Promise<Vega> {
  loaded ??= load()
  return loaded
}

async function load(): Promise<Vega> {
  const [vega, vegaLite] = await Promise.all([import('vega'), import('vega-lite')])
  // Without a canvas vega guesses widths half again too large, and so thins out labels. The types
  // do not know of textMetrics.
  const { textMetrics } = vega as unknown as { textMetrics: { width: typeof itemWidth } }
  textMetrics.width = itemWidth

  function compile(spec: object): object {
    const options = { config: CONFIG, logger: logger([]) }
    return vegaLite.compile(spec as Parameters<typeof vegaLite.compile>[0], options).spec
  }

  async function draw(compiled: object): Promise<string> {
    const failures: string[] = []
    const view = new vega.View(vega.parse(compiled), {
      renderer: 'none',
      logger: logger(failures),
      loader: closedLoader(vega, failures),
    })
    await view.runAsync()
    // The ids of clip paths and gradients count on from chart to chart otherwise.
    vega.resetSVGDefIds()
    const svg = await view.toSVG()
    view.finalize()
    if (failures[0] !== undefined) throw new AssayError(failures[0])
    return svg
  }

  return { compile, draw }
}

interface TextItem {
  readonly fontSize?: number
  readonly fontWeight?: string | number
  /** Vega cuts a text to this width when it draws. */
  readonly limit?: number
}

function itemWidth({ fontSize, fontWeight, limit }: TextItem, text: string | null): number {
  const bold = fontWeight === 'bold' || Number(fontWeight) >= 600
  const width = textWidth(text ?? '', fontSize ?? LABEL_SIZE, bold)
  return limit !== undefined && limit > 0 ? Math.min(width, limit) : width
}

/** Vega reports trouble to a logger and goes on; what is an error is collected, the rest dropped. */
function logger(failures: string[]): LoggerInterface {
  const quiet: LoggerInterface = {
    level: () => quiet,
    error: (...messages) => {
      failures.push(`The chart cannot be drawn: ${messages.map(String).join(' ')}`)
      return quiet
    },
    warn: () => quiet,
    info: () => quiet,
    debug: () => quiet,
  }
  return quiet
}

/** A loader that loads nothing: links stay links, and images are drawn if they are data. */
function closedLoader(vega: typeof import('vega'), failures: string[]): Loader {
  const open = vega.loader()
  const refuse = (uri: string): Promise<never> => {
    const message = `A chart draws only the data inside it; it does not load ${uri}.`
    failures.push(message)
    return Promise.reject(new AssayError(message))
  }
  const sanitize: Loader['sanitize'] = async (uri, options) => {
    if (options.context !== 'href') {
      return uri.startsWith('data:') ? open.sanitize(uri, options) : refuse(uri)
    }
    try {
      return await open.sanitize(uri, options)
    } catch {
      // Vega would let a rejection here end the process.
      failures.push(`A chart does not link to ${uri}.`)
      return { href: '' }
    }
  }
  return { ...open, load: refuse, http: refuse, file: refuse, sanitize }
}
