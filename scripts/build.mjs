// Builds dist/ from nothing, so that a deleted source file leaves no output behind.
import { execFileSync } from 'node:child_process'
import { chmodSync, rmSync } from 'node:fs'

rmSync('dist', { recursive: true, force: true })
// Named by path: node_modules/.bin/tsc is the older compiler that tslab brings.
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
  stdio: 'inherit',
})
chmodSync('dist/cli/bin.js', 0o755)
await import('./build-page.mjs')
