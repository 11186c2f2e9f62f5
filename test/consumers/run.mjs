// Packs the package, installs it in a project outside the repo, and uses it there in every way
// that users do: `npm run test:consumers`, or with the names of some: `... -- node-cjs tslab-cell`.
import {
  command,
  metricOption,
  parsersAnywhere,
  parsersFile,
  reportPage,
  sweepRun,
} from './cli/check.mjs'
import { node } from './node/check.mjs'
import { typesRight } from './package/attw.mjs'
import { contents } from './package/contents.mjs'
import { publishable } from './package/publint.mjs'
import { createProject } from './project.mjs'
import { tslabCells } from './tslab/check.mjs'
import { nothingIsAny, tsc } from './types/check.mjs'

const consumers = {
  contents,
  publint: publishable,
  'are-the-types-wrong': typesRight,
  'node-esm': node('consumer.mjs'),
  'node-cjs': node('consumer.cjs'),
  'types-nodenext-esm': tsc('typescript', 'consumer.mts', '--strict --module nodenext'),
  'types-nodenext-cjs': tsc('typescript', 'consumer.cts', '--strict --module nodenext'),
  'types-bundler': tsc(
    'typescript',
    'consumer.ts',
    '--strict --module esnext --moduleResolution bundler',
  ),
  'types-node10': tsc(
    'typescript',
    'consumer.ts',
    '--strict --module commonjs --moduleResolution node10',
  ),
  'types-tslab': tsc(
    '@tslab/typescript-for-tslab',
    'consumer.ts',
    '--module commonjs --moduleResolution node10 --lib es2022',
  ),
  'types-tslab-no-any': nothingIsAny,
  'tslab-cell': tslabCells,
  'cli-version': command,
  'cli-exam': metricOption,
  'cli-parsers': parsersFile,
  'cli-parsers-anywhere': parsersAnywhere,
  'cli-report': reportPage,
  'cli-run': sweepRun,
}

const wanted = process.argv.slice(2)
const chosen = Object.entries(consumers).filter(
  ([name]) => wanted.length === 0 || wanted.includes(name),
)
const project = await createProject()
let failed = 0
try {
  for (const [name, check] of chosen) {
    try {
      await check(project)
      console.log(`ok ${name}`)
    } catch (error) {
      failed += 1
      console.log(`FAILED ${name}\n${error.message.replace(/^/gm, '  ')}`)
    }
  }
} finally {
  project.remove()
}
console.log(project.size)
console.log(`${chosen.length - failed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
