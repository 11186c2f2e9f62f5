import { spawnSync } from 'node:child_process'
import { AssayError } from '../issue.js'

/** How long an answer may take, in milliseconds. */
const PATIENCE = 10_000

/**
 * What a program of Slurm's says.
 *
 * @throws AssayError with what it says is wrong, and when it is not there or does not answer.
 */
export function ask(
  program: string,
  args: readonly string[],
  { input = '', patience = PATIENCE }: { readonly input?: string; readonly patience?: number } = {},
): string {
  const { error, status, stdout, stderr } = spawnSync(program, args, {
    input,
    encoding: 'utf8',
    timeout: patience,
    killSignal: 'SIGKILL',
    maxBuffer: 1 << 28,
  })
  const code = error !== undefined && 'code' in error ? error.code : undefined
  // One that finds its options wrong ends before it reads its input.
  if (error !== undefined && code !== 'EPIPE') {
    throw new AssayError(`${program}: ${whyNot(error, patience)}`)
  }
  if (status === 0) return stdout
  const said = stderr.trim().replaceAll(/\s*\n\s*/g, '; ')
  throw new AssayError(`${program} failed: ${said === '' ? `exit code ${status}` : said}`)
}

function whyNot(error: Error, patience: number): string {
  const code = 'code' in error ? error.code : undefined
  if (code === 'ENOENT')
    return 'there is no such program here. Is this a machine of a Slurm cluster?'
  if (code === 'ETIMEDOUT') return `it did not answer in ${patience / 1000} s; try again later.`
  return error.message
}
