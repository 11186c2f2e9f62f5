import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { run } from '../../src/cli/run.js'
import { folderOf, temporaryFolder } from '../support/runs.js'

class Collected extends Writable {
  text = ''

  override _write(chunk: Buffer, _: string, done: () => void): void {
    this.text += chunk.toString()
    done()
  }
}

/** Writes a report into a new folder; gives the exit code, what was said, and the file. */
async function report(
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly said: string[]; readonly file: string }> {
  const file = join(temporaryFolder(), 'report.html')
  const [stdout, stderr] = [new Collected(), new Collected()]
  const { signal } = new AbortController()
  const code = await run(['report', ...args, '-o', file], { stdout, stderr }, signal)
  expect(stdout.text).toBe('')
  return { code, said: stderr.text.trimEnd().split('\n'), file }
}

test('assay report writes a page, and says nothing but where', async () => {
  const metric = String.raw`acc=train:/test_acc=([\d.]+)/`
  const { code, said, file } = await report('examples/cifar10/output', '--metric', metric)
  expect({ code, said }).toEqual({ code: 0, said: [`Report: ${file}`] })
  expect(readFileSync(file, 'utf8')).toContain('<title>output</title>')
})

test('it says how to have metrics where there are none', async () => {
  const { code, said } = await report('test/fixtures/mlrunner/output')
  expect(code).toBe(0)
  expect(said.slice(1)).toEqual([
    'It has no metrics: --metric reads one from logs, and assay learn proposes how.',
  ])
})

test('it says that there are no runs, also where none passes', async () => {
  const empty = await report(folderOf({ 'note.txt': 'nothing' }))
  expect(empty.said.at(-1)).toBe(
    'There are no runs: assay layouts tells what is recognised in a folder.',
  )
  expect(existsSync(empty.file)).toBe(true)
  const filtered = await report('examples/cifar10/output', '--where', 'lr > 5')
  expect(filtered.said.slice(1)).toEqual(['No run passes --where.'])
})

test('runs whose series are damaged are counted among those with issues', async () => {
  const { said } = await report('test/fixtures/mlxp/logs')
  expect(said[1]).toBe('26 experiments examined, 1 skipped, 2 with issues; 5 issues:')
})

test('with --strict, what was wrong in the series is in the exit code', async () => {
  const { code } = await report('test/fixtures/mlxp/logs', '--strict')
  expect(code).not.toBe(0)
})
