import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readPickles } from '../../src/readers/pickle/read.js'
import { temporaryFolder } from '../support/runs.js'
import { formOfRead, formOfWritten } from './pickle/form.js'

const script = join(import.meta.dirname, 'pickle', 'round-trip.py')
// Another Python (one with NumPy, say) and other values can be asked for.
const python = process.env['PYTHON'] ?? 'python3'
const seed = process.env['SEED'] ?? '1'

function hasPython(): boolean {
  try {
    execFileSync(python, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

test.skipIf(!hasPython())(
  `random values that Python pickles, protocols 0 to 5, come back (skipped where there is no ${python})`,
  { timeout: 120_000 },
  () => {
    const folder = temporaryFolder()
    execFileSync(python, [script, folder, seed])
    const names = readdirSync(folder).filter((name) => name.endsWith('.pkl'))
    expect(names.length).toBeGreaterThanOrEqual(12)
    for (const name of names) {
      const values = readPickles(join(folder, name))
      const written = JSON.parse(
        readFileSync(join(folder, name.replace('.pkl', '.json')), 'utf8'),
      ) as unknown[]
      expect(values.length, name).toBe(written.length)
      values.forEach((value, index) =>
        expect(formOfRead(value), `${name} ${index}`).toEqual(formOfWritten(written[index])),
      )
    }
  },
)
