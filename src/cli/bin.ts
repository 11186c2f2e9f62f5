#!/usr/bin/env node
import { run } from './run.js'

const interrupt = new AbortController()
// A second Ctrl-C finds no handler any more and ends the process at once.
process.once('SIGINT', () => interrupt.abort())
process.exitCode = await run(process.argv.slice(2), process, interrupt.signal)
// A parser that was interrupted may still wait for something.
if (interrupt.signal.aborted) process.exit()
