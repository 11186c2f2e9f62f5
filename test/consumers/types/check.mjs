import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'

const OTHERS = /^node_modules\/(?!assay\/)/

/**
 * `consumer.ts`, named so that it is the kind of module that is wanted, compiles; our own
 * declarations too, for they are not skipped. Errors in those of other packages do not count.
 */
export function tsc(compiler, name, options) {
  return ({ root }) => {
    const folder = join(root, 'consumers/types')
    if (name !== 'consumer.ts') copyFileSync(join(folder, 'consumer.ts'), join(folder, name))
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [
        `node_modules/${compiler}/bin/tsc`,
        ...['--noEmit', '--target', 'es2022', '--skipLibCheck', 'false', '--pretty', 'false'],
        ...options.split(' '),
        `consumers/types/${name}`,
      ],
      { cwd: root, encoding: 'utf8' },
    )
    // An error's further lines are indented.
    const errors = `${stdout}${stderr}`.trimEnd().split(/\n(?! )/)
    assert.deepEqual(
      errors.filter((error) => error !== '' && !OTHERS.test(error)),
      [],
    )
  }
}

/** See `no-any.cjs`. */
export function nothingIsAny({ run }) {
  run(process.execPath, 'consumers/types/no-any.cjs')
}
