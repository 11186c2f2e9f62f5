import { spawnSync } from 'node:child_process'

/**
 * Runs a program to its end and gives what it printed.
 *
 * @throws Error with all that it printed when it exits with another code than 0.
 */
export function runCommand(cwd, program, ...args) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8' })
  if (error) throw error
  if (status !== 0) {
    throw new Error(`${[program, ...args].join(' ')}\nexit code ${status}\n${stdout}${stderr}`)
  }
  return { stdout, stderr }
}
