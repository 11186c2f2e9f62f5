import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sweep } from '../src/index.js'
import { temporaryFolder } from './support/runs.js'

const JITI = 'node_modules/jiti/lib/jiti-cli.mjs'
const node = (...args: string[]): string =>
  execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })

test('the example sweeps, watches, examines and charts in one script, and runs nothing twice', () => {
  const output = join(temporaryFolder(), 'output')
  const first = node(JITI, 'examples/sweep/sweep.ts', output)
  expect(first).toContain('18 tasks')
  expect(first.match(/^Lr_\S+: \d+\.\d s$/gm)).toHaveLength(18)
  expect(first).toContain('finished 18, before 0')
  expect(first).toContain('lr\tmomentum\truns\tacc_mean\tacc_ci95\tverdict\n')
  expect(first.match(/\tbest$/gm)).toHaveLength(1)
  expect(readFileSync(join(output, 'loss.svg'), 'utf8')).toMatch(/^<svg/)
  expect(node(JITI, 'examples/sweep/sweep.ts', output)).toContain('finished 0, before 18')
})

test("the example's file runs from the command line, too", () => {
  const output = join(temporaryFolder(), 'output')
  const assay = (...args: string[]): string => node('dist/cli/bin.js', ...args)
  const said = assay('run', '-y', 'examples/sweep/params.yaml', '-o', output, '-j', '2')
  expect(said).toContain('Tasks: 18, Commands: 18')
  expect(said.match(/^DONE /gm)).toHaveLength(18)
  expect(assay('status', output)).toBe('Tasks: 18, finished: 18\n')
  expect(existsSync(join(output, 'params.yaml'))).toBe(true)
})

describe('the page on running sweeps', () => {
  const page = readFileSync('docs/run.md', 'utf8')
  const yaml = Array.from(page.matchAll(/^```yaml\n(.*?)^```/gms), ([, text = '']) => text)

  test("shows the example's file", () => {
    const shown = yaml[0]?.replace('# examples/sweep/params.yaml\n', '---\n')
    expect(shown).toBe(readFileSync('examples/sweep/params.yaml', 'utf8'))
  })

  test('has resources that are read', () => {
    const resources = yaml[1]
      ?.trimEnd()
      .split('\n')
      .map((line) => planOf(line, 'x: 1').resources)
    expect(resources).toEqual([['0', '1'], ['0', '0', '1', '2,3'], 'auto'])
  })

  test('has grids of as many tasks as it says', () => {
    const sizes = yaml.slice(2).map((choice) => planOf('', choice).size)
    // A range; a zip of two by two seeds; two of three optimizers by two; one of four left out; two by five.
    expect(sizes).toEqual([5, 4, 5, 3, 10])
  })
})

function planOf(first: string, choice: string) {
  const file = join(temporaryFolder(), 'params.yaml')
  writeFileSync(file, `template: { train: 'true' }\n${first}\n---\n${choice}`)
  return sweep(file).plan()
}
