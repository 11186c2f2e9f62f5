#!/usr/bin/env node
import { run } from './run.js'

const interrupt = new AbortController()
// The first Ctrl-C ends the command in order, a second one finds no handler any more.
process.once('SIGINT', () => interrupt.abort())
process.exitCode = await run(process.argv.slice(2), process, interrupt.signal)
// A parser that was interrupted may still wait for something.
if (interrupt.signal.aborted) process.exit()
