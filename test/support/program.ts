import { spawn, type ChildProcess } from 'node:child_process'
import { resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { onTestFinished } from 'vitest'

/** The built program. */
export const BIN = resolve('dist/cli/bin.js')

/** What a program came to. */
export interface Result {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** A program that is running. */
export interface Started {
  readonly child: ChildProcess
  /** What it has printed until now. */
  readonly out: () => string
  readonly err: () => string
  readonly ended: Promise<Result>
}

/** Starts the built program; what is left of it is killed when the test ends. */
export function start(...program: Parameters<typeof assay>): Started {
  const started = launched(...program)
  onTestFinished(() => void started.child.kill('SIGKILL'))
  return started
}

/** Runs the built program to its end. */
export function assay(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Result> {
  return launched(args, cwd, env).ended
}

function launched(...[args, cwd, env]: Parameters<typeof assay>): Started {
  const child = spawn(process.execPath, [BIN, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (text: Buffer) => (out += text.toString()))
  child.stderr.on('data', (text: Buffer) => (err += text.toString()))
  const ended = new Promise<Result>((done) => {
    child.once('close', (code) => done({ code, out, err }))
  })
  return { child, out: () => out, err: () => err, ended }
}

/** Waits until something is true, however slow the machine is. */
export async function until(isTrue: () => boolean, what: string): Promise<void> {
  const end = Date.now() + 30_000
  while (!isTrue()) {
    if (Date.now() > end) throw new Error(`In 30 s it did not come about that ${what}.`)
    await setTimeout(20)
  }
}
