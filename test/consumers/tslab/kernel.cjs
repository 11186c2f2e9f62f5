// Runs the cells with the compiler and the executor of tslab's kernel.
const assert = require('node:assert/strict')
const { readFileSync } = require('node:fs')
const { join } = require('node:path')
const { createConverter } = require('tslab/dist/converter.js')
const { createExecutor } = require('tslab/dist/executor.js')

const printed = []
const errors = []
const node = createConverter({ isJS: false, isBrowser: false })
const executor = createExecutor(
  process.cwd(),
  { node, browser: node, close: () => node.close() },
  {
    log: (...values) => printed.push(values),
    error: (...values) => errors.push(values.map(String).join(' ')),
  },
)

async function main() {
  const cells = readFileSync(join(__dirname, 'cells.ts'), 'utf8').split(/^\/\/ %%.*\n/m)
  for (const cell of cells) {
    const done = await executor.execute(cell)
    assert.deepEqual({ done, errors }, { done: true, errors: [] }, cell)
  }
  assert.equal(executor.locals.tsv, readFileSync('consumers/expected.tsv', 'utf8'))
  assert.match(executor.locals.svg, /^<svg/)
  assert.deepEqual(printed.at(-1), [0.9039], "the last cell's value is shown")

  // The types are known from cell to cell, and wrong ones are refused.
  const done = await executor.execute(`const text: string = table.get('acc', 0)`)
  assert.equal(done, false)
  assert.match(errors.join('\n'), /'number' is not assignable to type 'string'/)
}

main().finally(() => executor.close())
