import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { createInterface } from 'node:readline'

/** A running JupyterLab that has copies of the repository's notebooks, without their outputs. */
export interface JupyterLab {
  readonly origin: string
  /** The address of a page with this notebook of notebooks/ and nothing else. */
  address(notebook: string): string
  /** Ends the server and its kernels. */
  stop(): Promise<void>
}

const SERVER = fileURLToPath(new URL('jupyterlab-server.py', import.meta.url))

/** Starts a JupyterLab; the first time, and with new versions, it is installed before. */
export async function startJupyterLab(): Promise<JupyterLab> {
  // In a process group of its own a Ctrl-C does not reach it: it ends in order, with its input.
  const server = spawn('python3', [SERVER], { detached: true, stdio: 'pipe' })
  let log = ''
  server.stderr.setEncoding('utf8').on('data', (text: string) => (log += text))
  const ended = once(server, 'close').then(
    () => {
      throw new Error(`JupyterLab did not start.\n${log}`)
    },
    (cause: unknown) => {
      throw new Error('JupyterLab needs Python 3 with pip: python3 is not on the PATH.', { cause })
    },
  )
  const [line] = (await Promise.race([
    once(createInterface({ input: server.stdout }), 'line'),
    ended,
  ])) as [string]
  const { origin, token } = JSON.parse(line) as { origin: string; token: string }
  return {
    origin,
    address: (notebook) => `${origin}/doc/tree/notebooks/${notebook}?token=${token}`,
    stop: async () => {
      server.stdin.end()
      await ended.catch(() => undefined)
    },
  }
}
