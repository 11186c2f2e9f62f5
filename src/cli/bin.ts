#!/usr/bin/env node
import { EXIT, run } from './run.js'
import { isClosedPipe } from './write.js'

const interrupt = new AbortController()
// The first Ctrl-C ends the command in order, a second one finds no handler any more.
process.once('SIGINT', () => interrupt.abort(new Error('Ctrl-C')))
process.once('SIGTERM', () => interrupt.abort(new Error('SIGTERM')))
// Help and messages are written without waiting: their reader may have gone, as `head` does.
let lost = false
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => (lost ||= !isClosedPipe(error)))
}
process.exitCode = await run(process.argv.slice(2), process, interrupt.signal)
process.once('exit', () => {
  if (lost && process.exitCode === EXIT.ok) process.exitCode = EXIT.misuse
})
// A parser that was interrupted may still wait for something.
if (interrupt.signal.aborted) process.exit()
