// Runs the code cells that its parent sends, in this process's folder, as a tslab kernel does:
// with tslab's own compiler and its handler of execute requests, but without Jupyter's sockets.
// It is a process of its own because tslab takes over stdout and the globals, and plain
// JavaScript because a loader of TypeScript would load the cells' modules too.
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const { createConverter } = require('tslab/dist/converter.js')
const { createExecutor } = require('tslab/dist/executor.js')
const { JupyterHandlerImpl } = require('tslab/dist/jupyter.js')

const node = createConverter({ isJS: false, isBrowser: false })
const convs = { node, browser: node, close: () => node.close() }
const executor = createExecutor(process.cwd(), convs, console)
const kernel = new JupyterHandlerImpl(executor, false)

process.once('message', async (sources) => {
  const cells = []
  for (const code of sources) {
    const cell = { code, stdout: '', stderr: '', displays: [] }
    const { status } = await kernel.handleExecute(
      { code },
      (name, text) => (cell[name] += text),
      ({ data }) => cell.displays.push(data),
    )
    cells.push({ ...cell, status })
    if (status !== 'ok') break
  }
  process.send(cells, () => process.exit())
})
