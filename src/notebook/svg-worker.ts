import { parentPort, type MessagePort } from 'node:worker_threads'
import { toSVG } from '../chart/render.js'

/** A chart to draw, and whom to tell. */
export interface Order {
  /** The spec as JSON. */
  readonly spec: string
  readonly port: MessagePort
  /** Becomes 1 when the answer is sent. */
  readonly done: Int32Array
}

/** Either of the two. */
export interface Answer {
  readonly svg?: string
  readonly problem?: string
}

parentPort?.on('message', ({ spec, port, done }: Order) => {
  void answerTo(spec).then((answer) => {
    port.postMessage(answer)
    Atomics.store(done, 0, 1)
    Atomics.notify(done, 0)
    port.close()
  })
})

async function answerTo(spec: string): Promise<Answer> {
  try {
    return { svg: await toSVG(JSON.parse(spec) as object) }
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) }
  }
}
