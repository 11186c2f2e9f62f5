import { execFile, spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { BIN, type Result } from '../support/program.js'
import { folderOf } from '../support/runs.js'

const hasPython = spawnSync('python3', ['--version']).status === 0

/** Runs `assay run` on a real terminal of this size; gives what reaches it. */
function onTerminal(
  folder: string,
  columns: number,
  rows: number,
  args: readonly string[] = [],
): Promise<Result> {
  const program = [process.execPath, BIN, 'run', ...args]
  const all = [resolve('test/cli/pseudo-terminal.py'), String(columns), String(rows), ...program]
  return new Promise((done) => {
    const child = execFile('python3', all, { cwd: folder }, (_, out, err) => {
      done({ code: child.exitCode, out, err })
    })
  })
}

/* eslint-disable no-control-regex -- it is what is looked for here. */

/** What the view may send beside text: up and erase below, whether lines wrap, colours. */
const SENT = /\x1b\[(\d+)A\x1b\[J|\x1b\[\?7([lh])|\x1b\[\d*m|\r\n/g
/** The same, or text. */
const TOKEN = new RegExp(String.raw`${SENT.source}|[^\x1b\r\n]+`, 'g')

/** What stands on a terminal without a last row in the end; and the longest line of a picture. */
function screenOf(sent: string): { lines: string[]; longest: number } {
  const lines = ['']
  let row = 0
  let longest = 0
  let isPicture = false
  for (const [token, up, wrap] of sent.matchAll(TOKEN)) {
    if (up !== undefined) lines.splice((row -= Number(up)), Infinity, '')
    else if (wrap !== undefined) isPicture = wrap === 'l'
    else if (token === '\r\n') lines[++row] = ''
    else if (!token.startsWith('\x1b')) {
      const line = (lines[row] ?? '') + token
      lines[row] = line
      if (isPicture) longest = Math.max(longest, line.length)
    }
  }
  return { lines, longest }
}

const sweepOf = (command: string, choices: string, resource = '[0, 1]') =>
  folderOf({
    'params.yaml': `template:\n  a: |-\n    ${command}\nresource: ${resource}\n---\n${choices}\n`,
  })

describe.skipIf(!hasPython)('on a terminal', () => {
  test('what runs is shown with its time and last line, and leaves what went wrong', async () => {
    const command = 'echo epoch 1; echo epoch 2 of {x}; sleep 0.8; [ {x} != 3 ]'
    const folder = sweepOf(command, 'x: [1, 2, 3]')
    const { code, out } = await onTerminal(folder, 100, 30)
    expect(code).toBe(1)
    expect(out).toMatch(
      /0\/3 done · 2 running · 0 failed\r\n {2}gpu 0 {2}a {2}X_1 {2}0:0\d {2}epoch 2 of 1\r\n/,
    )
    expect(out).toMatch(/2\/3 done · 1 running · 0 failed · about 0:0\d left\r\n/)
    const { lines } = screenOf(out)
    expect(lines.slice(3).join('\n')).toMatch(
      new RegExp(
        String.raw`^FAIL    gpu: [01], a       : 3/ 3, output/X_3
output/X_3/log\.a\.[\d.]+: failed \(exit code 1\): epoch 2 of 3
Failed tasks: 1/3
    output/X_3
$`,
      ),
    )
  })

  test.each([
    [20, 6],
    [5, 4],
    [1, 1],
  ])('of %i columns and %i rows, the picture fits', async (columns, rows) => {
    const folder = sweepOf(
      'echo 実験実験実験実験実験 {x}; sleep 0.4',
      'x: 1..8',
      '[0, 1, 2, 3, 4, 5, 6, 7]',
    )
    const { code, out } = await onTerminal(folder, columns, rows)
    expect(code).toBe(0)
    const { lines, longest } = screenOf(out)
    expect(longest).toBeLessThan(Math.max(2, columns))
    const heights = [...out.matchAll(/\x1b\[(\d+)A/g)].map(([, height]) => Number(height))
    expect(Math.max(0, ...heights)).toBeLessThan(rows)
    if (rows > 1) expect(out).toContain('0/8')
    expect(lines.at(-2)).toBe('No task failed.')
  })

  test('no name and no line of a log moves the cursor', async () => {
    const command = String.raw`printf 'a\033[5A\033]0;t\007\033[2Jb\rc\bd\n'; sleep 0.4; false`
    const folder = sweepOf(`${command} {v}`, String.raw`v: ["\e[2Jx", "y\r"]`)
    const { code, out } = await onTerminal(folder, 120, 30)
    expect(code).toBe(1)
    expect(out.replaceAll(SENT, '')).not.toMatch(/[\x00-\x1f\x7f-\x9f]/)
    expect(screenOf(out).lines.filter((line) => line.startsWith('FAIL'))).toHaveLength(2)
  })

  test('Ctrl-C ends it, and the picture is gone', async () => {
    const folder = sweepOf(
      'sleep 0.3; kill -INT $(ps -o ppid= -p $(ps -o ppid= -p $$)); sleep 1000',
      'x: [1]',
    )
    const { code, out } = await onTerminal(folder, 80, 24)
    expect(code).toBe(130)
    expect(screenOf(out).lines.join('\n')).not.toContain('running')
    expect(screenOf(out).lines).toContain('Interrupted tasks: 1/1')
  })

  test('-d shows what the command prints, and no picture over it', async () => {
    const folder = sweepOf('echo one; sleep 0.6; echo two', 'x: [1, 2]')
    const { code, out } = await onTerminal(folder, 80, 24, ['-d'])
    expect(code).toBe(0)
    expect(out).toContain('one\r\ntwo\r\n')
    expect(out).not.toContain('running')
    expect(readdirSync(join(folder, 'output'))).not.toContain('X_2')
  })

  test('a dry run has its lines in colour, but where NO_COLOR is set', async () => {
    const folder = sweepOf('echo {x}', 'x: [1]\ny: [1]')
    const { out } = await onTerminal(folder, 80, 24, ['--dry-run'])
    expect(out).toContain("\x1b[31mOrphan params: {'y'}\x1b[0m")
  })
})
