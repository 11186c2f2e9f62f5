import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A script draws a chart and prints the runs' table and nothing else, not even a warning. */
export function node(script) {
  return ({ root, run }) => {
    const { stdout, stderr } = run(process.execPath, `consumers/node/${script}`)
    assert.equal(stderr, '')
    assert.equal(stdout, readFileSync(join(root, 'consumers/expected.tsv'), 'utf8'))
  }
}
