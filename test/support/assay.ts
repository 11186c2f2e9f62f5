import { Writable } from 'node:stream'
import { run } from '../../src/cli/run.js'
import type { Result } from './program.js'

/** Runs the command line in this process, in a folder. */
export async function assayIn(folder: string, ...args: readonly string[]): Promise<Result> {
  const out: Buffer[] = []
  const err: Buffer[] = []
  const here = process.cwd()
  process.chdir(folder)
  try {
    const terminal = { stdout: into(out), stderr: into(err) }
    const code = await run(args, terminal, new AbortController().signal)
    return { code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }
  } finally {
    process.chdir(here)
  }
}

function into(chunks: Buffer[]): Writable {
  return new Writable({
    write(chunk: Buffer, _, done) {
      chunks.push(chunk)
      done()
    },
  })
}
