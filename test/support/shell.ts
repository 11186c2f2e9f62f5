import { execFile } from 'node:child_process'
import { BIN, type Result } from './program.js'

/** Runs a line of shell in a folder; in it, $ASSAY is the built program. */
export function shellIn(cwd: string, line: string): Promise<Result> {
  const env = { ...process.env, ASSAY: `${process.execPath} ${BIN}` }
  return new Promise((done) => {
    const child = execFile('bash', ['-c', line], { cwd, env }, (_, out, err) => {
      done({ code: child.exitCode, out, err })
    })
  })
}
