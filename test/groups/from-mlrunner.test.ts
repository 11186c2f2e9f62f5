import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createJiti } from 'jiti'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../support/runs.js'

test("the page for mlrunner's users runs", async () => {
  const page = readFileSync('docs/from-mlrunner.md', 'utf8')
  const blocks = Array.from(page.matchAll(/^```ts\n(.*?)^```/gms), ([, block]) => block)
  expect(blocks.length).toBeGreaterThan(2)
  const program = join(temporaryFolder(), 'program.ts')
  writeFileSync(program, blocks.join('\n'))
  const alias = { assay: resolve('src/index.ts') }
  await createJiti(import.meta.url, { alias, fsCache: false }).import(program)
})
