import { CommanderError } from 'commander'
import { AssayError, IssueError } from '../issue.js'
import { printable } from './progress.js'
import { program } from './program.js'
import { isClosedPipe } from './write.js'

/** Where a command reads and writes; `process` is one. */
export interface Terminal {
  readonly stdout: NodeJS.WritableStream & {
    readonly isTTY?: boolean
    readonly columns?: number
    readonly rows?: number
  }
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number }
}

/** What the exit code of the process says. */
export const EXIT = {
  ok: 0,
  /** With `--strict`: there were issues; of a sweep, a task failed. */
  issues: 1,
  misuse: 2,
  /** A fault of Assay itself. */
  fault: 70,
  interrupted: 130,
  /** By SIGTERM, as a scheduler sends it. */
  terminated: 143,
} as const

/**
 * The command line: runs a command with its arguments and gives the exit code. Results go to
 * standard output, all else to standard error.
 */
export async function run(
  argv: readonly string[],
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  let code: number = EXIT.ok
  try {
    const commands = program(terminal, signal, (exitCode) => {
      code = exitCode
    })
    await commands.parseAsync([...argv], { from: 'user' })
    return code
  } catch (error) {
    if (signal.aborted) {
      terminal.stderr.write('Interrupted.\n')
      return interruption(signal)
    }
    if (isClosedPipe(error)) return EXIT.ok
    // Commander has printed what it has to say.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.misuse
    // A saved table that cannot be read is misuse, too.
    if (error instanceof AssayError || error instanceof IssueError) {
      terminal.stderr.write(`assay: ${error.message.split('\n').map(printable).join('\n')}\n`)
      return EXIT.misuse
    }
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error)
    terminal.stderr.write(`assay: this is a fault of Assay's, please report it.\n${trace}\n`)
    return EXIT.fault
  }
}

/** What the exit code says of a command that was interrupted. */
export function interruption({ reason }: AbortSignal): number {
  return reason instanceof Error && reason.message === 'SIGTERM'
    ? EXIT.terminated
    : EXIT.interrupted
}
