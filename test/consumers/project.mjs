import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runCommand } from './run-command.mjs'

const REPO = fileURLToPath(new URL('../..', import.meta.url))

/**
 * A project in a temporary folder that has installed the packed package, and beside it the
 * TypeScript and the tslab of our lock file. It also has a copy of these consumers, and of runs.
 */
export async function createProject() {
  const folder = mkdtempSync(join(tmpdir(), 'assay-consumers-'))
  try {
    return installed(folder)
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

function installed(folder) {
  const root = join(folder, 'project')
  mkdirSync(root)
  // Builds first, by the `prepare` script.
  const pack = ['pack', '--json', '--foreground-scripts=false', '--pack-destination', folder]
  const [packed] = JSON.parse(runCommand(REPO, 'npm', ...pack).stdout)
  const tarball = join(folder, packed.filename)

  const dependencies = { assay: `file:${tarball}` }
  const devDependencies = lockedVersions('typescript', 'tslab')
  writeFileSync(join(root, 'package.json'), JSON.stringify({ dependencies, devDependencies }))
  runCommand(root, 'npm', 'install', '--no-audit', '--no-fund', '--prefer-offline')
  cpSync(join(REPO, 'test/consumers'), join(root, 'consumers'), { recursive: true })
  cpSync(join(REPO, 'test/fixtures/mlrunner/cifar10'), join(root, 'cifar10'), { recursive: true })

  return {
    repo: REPO,
    root,
    tarball,
    files: packed.files.map(({ path }) => path),
    size: sizes(root, packed),
    run: (program, ...args) => runCommand(root, program, ...args),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function lockedVersions(...names) {
  const { packages } = JSON.parse(readFileSync(join(REPO, 'package-lock.json'), 'utf8'))
  return Object.fromEntries(names.map((name) => [name, packages[`node_modules/${name}`].version]))
}

/** What a user downloads, and what comes to lie on the disk (TypeScript and tslab not counted). */
function sizes(root, packed) {
  const lock = JSON.parse(readFileSync(join(root, 'node_modules/.package-lock.json'), 'utf8'))
  const ours = Object.keys(lock.packages).filter((path) => !lock.packages[path].dev)
  const bytes = ours.reduce((sum, path) => sum + folderSize(join(root, path)), 0)
  return (
    `tarball ${(packed.size / 1e3).toFixed()} kB, ${packed.entryCount} files; ` +
    `installed ${(bytes / 1e6).toFixed(1)} MB in ${ours.length} packages`
  )
}

/** The bytes in a package's folder, without the packages below it, which are counted as theirs. */
function folderSize(folder) {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name)
    if (entry.isFile()) return sum + statSync(path).size
    return entry.isDirectory() && entry.name !== 'node_modules' ? sum + folderSize(path) : sum
  }, 0)
}
