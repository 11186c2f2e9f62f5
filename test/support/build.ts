import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** The tests of the program, the docs and the notebooks use dist/: it is built when src/ is newer. */
export default function build(): void {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  const newest = Math.max(...sources.map((name) => statSync(join('src', name)).mtimeMs))
  const built = existsSync('dist/index.js') ? statSync('dist/index.js').mtimeMs : 0
  if (newest > built) execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' })
}
