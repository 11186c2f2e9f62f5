import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads'
import { AssayError } from '../issue.js'
import type { Answer, Order } from './svg-worker.js'

/** A chart takes a tenth of a second, the first one half a second; in milliseconds. */
const PATIENCE = 20_000

let worker: Worker | undefined

function runningWorker(): Worker {
  if (worker !== undefined) return worker
  const started = new Worker(new URL('./svg-worker.js', import.meta.url))
  const forget = (): void => {
    if (worker === started) worker = undefined
  }
  started.on('error', forget).on('exit', forget).unref()
  return (worker = started)
}

/**
 * Draws a Vega-Lite spec as SVG while this thread waits: vega loads and draws asynchronously, and
 * whoever is asked for the last expression of a cell has to answer at once.
 *
 * @throws AssayError when it cannot be drawn.
 */
export function svgNow(spec: object): string {
  const done = new Int32Array(new SharedArrayBuffer(4))
  const { port1, port2 } = new MessageChannel()
  const order: Order = { spec: JSON.stringify(spec), port: port2, done }
  const drawing = runningWorker()
  drawing.postMessage(order, [port2])
  const outcome = Atomics.wait(done, 0, 0, PATIENCE)
  const received = receiveMessageOnPort(port1) as { readonly message: Answer } | undefined
  port1.close()
  if (outcome === 'timed-out') {
    worker = undefined
    void drawing.terminate()
  }
  const { svg, problem = 'drawing it takes too long.' } = received?.message ?? {}
  if (svg === undefined) throw new AssayError(problem)
  return svg
}
