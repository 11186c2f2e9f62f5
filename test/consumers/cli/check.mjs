import assert from 'node:assert/strict'
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runCommand } from '../run-command.mjs'

const METRIC = String.raw`acc=train:/test_acc=([\d.]+)/@last`

/** `npx assay --version` is the version of the package. */
export function command({ root, run }) {
  const manifest = JSON.parse(readFileSync(join(root, 'node_modules/assay/package.json'), 'utf8'))
  assert.equal(run('npx', '--no-install', 'assay', '--version').stdout, `${manifest.version}\n`)
}

/** `assay exam` with a metric on the command line. */
export function metricOption(project) {
  examsTheRuns(project, project.root, '--metric', METRIC)
}

/** Parsers in TypeScript that import from 'assay'. */
export function parsersFile(project) {
  examsTheRuns(project, project.root, '--parsers', 'consumers/cli/my-parsers.ts')
}

/** The same where no 'assay' is installed: the command gives them its own. */
export function parsersAnywhere(project) {
  const elsewhere = join(dirname(project.root), 'elsewhere')
  mkdirSync(elsewhere)
  copyFileSync(join(project.root, 'consumers/cli/my-parsers.ts'), join(elsewhere, 'my-parsers.ts'))
  examsTheRuns(project, elsewhere, '--parsers', './my-parsers.ts')
}

/** `assay run` leaves a tree that `assay exam` reads. */
export function sweepRun({ root, run }) {
  const yaml = "template: { train: 'echo acc={acc}' }\n---\nacc: [0.5, 0.75]\n"
  writeFileSync(join(root, 'params.yaml'), yaml)
  run('npx', '--no-install', 'assay', 'run', '-o', 'swept', '-j', '2')
  const read = ['--metric', 'read=train:/acc=(.+)/', '--status']
  const { stdout } = run('npx', '--no-install', 'assay', 'exam', 'swept', ...read)
  assert.equal(stdout, 'acc\tread\tstatus\n0.5\t0.5\tfinished\n0.75\t0.75\tfinished\n')
}

/** `assay report` finds the parts of its page in the package. */
export function reportPage({ root, run }) {
  run('npx', '--no-install', 'assay', 'report', 'cifar10', '--metric', METRIC)
  assert.match(readFileSync(join(root, 'report.html'), 'utf8'), /"name":"acc","role":"metric"/)
}

function examsTheRuns({ root }, cwd, ...options) {
  const assay = join(root, 'node_modules/.bin/assay')
  const { stdout, stderr } = runCommand(cwd, assay, 'exam', join(root, 'cifar10'), ...options)
  assert.equal(stderr, '')
  assert.equal(stdout, readFileSync(join(root, 'consumers/expected.tsv'), 'utf8'))
}
