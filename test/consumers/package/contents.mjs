import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const DOCUMENTS = ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json']
const BUILT = /^dist\/(?!.*\.test\.).+\.(?:js|css|d\.ts)$/

/** The tarball holds what was built and the four documents, and no path of this machine. */
export function contents({ repo, root, files }) {
  const others = files.filter((file) => !BUILT.test(file))
  assert.deepEqual(others.sort(), DOCUMENTS, 'besides dist/ the tarball holds other files')
  for (const file of files) {
    const text = readFileSync(join(root, 'node_modules/assay', file), 'utf8')
    assert.ok(!text.includes(repo), `${file} names the folder that it was built in`)
  }
}
