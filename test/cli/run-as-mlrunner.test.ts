import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixtureExaminer } from '../support/mlrunner-parsers.js'
import { assayIn } from '../support/assay.js'
import { assay, type Result } from '../support/program.js'
import { fromPython } from '../support/python.js'

const FIXTURES = 'test/fixtures/mlrunner'

/** A way in which the output of `assay run` differs from mlrunner's, as what is done to mlrunner's lines. */
interface Difference {
  /** The commands that it is about; default all. */
  readonly of?: RegExp
  readonly why: string
  readonly rewrite: (lines: readonly string[]) => readonly string[]
}

// Beside these: DONE lines are new; a failed task makes the exit code 1, and stderr says why it failed.
const DIFFERENCES: readonly Difference[] = [
  {
    of: /^01/,
    why: 'a dry run runs nothing, and so does not say that nothing failed',
    rewrite: (lines) => lines.filter((line) => line !== 'No task failed.'),
  },
  {
    of: /^02/,
    why: 'a dry run writes nothing, and so nothing is skipped after it',
    rewrite: () => linesOf('03-run').map((line) => line.replaceAll(/output(?=\/)/g, 'output_dry')),
  },
  {
    of: /^10/,
    why: 'without subdirectories, no task is taken for one that was run before',
    rewrite: (lines) => lines.map((line) => line.replace(/^SKIP /, 'START   gpu: 0, ')),
  },
  {
    of: /^0[2-8]|^1[0-2]/,
    why: 'tasks are counted, not their commands, and each is listed once',
    rewrite: (lines) => {
      const dirs = (kind: string) =>
        new Set(lines.flatMap((line) => (line.startsWith(kind) ? [line.split(', ').at(-1)] : [])))
      const unquoted = (dir = '') => `    ${dir.replaceAll("'", '')}`
      const total = lines.join('\n').match(/^Tasks: (\d+)/m)?.[1] ?? ''
      const started = dirs('START')
      const skipped = [...dirs('SKIP')].filter((dir) => !started.has(dir))
      const failed = [...dirs('FAIL')]
      const list = (title: string, of: readonly (string | undefined)[]) =>
        of.length === 0 ? [] : [`${title}: ${of.length}/${total}`, ...of.map(unquoted)]
      const isTold = (line: string) => /^(?:Skipped tasks|Failed tasks|No task| {4})/.test(line)
      return [
        ...lines.filter((line) => !isTold(line)),
        ...list('Skipped tasks', skipped),
        ...list('Failed tasks', failed),
        ...(failed.length === 0 ? ['No task failed.'] : []),
      ]
    },
  },
  {
    of: /^13/,
    why: 'a command that the template does not have is misuse; mlrunner runs none and is content',
    rewrite: () => [],
  },
]

const COMMANDS = readdirSync(`${FIXTURES}/stdout`)
  .filter((name) => /^(?!00|14).*\.cmd$/.test(name))
  .map((name) => name.replace('.cmd', ''))
  .sort()

/** What does not depend on the time, on the order of Python's sets, or on that of two workers. */
function linesOf(name: string): string[] {
  return comparable(readFileSync(`${FIXTURES}/stdout/${name}.out`, 'utf8'))
}

function comparable(text: string): string[] {
  const lines = withoutTime(text)
    // eslint-disable-next-line no-control-regex -- mlrunner colours its lines everywhere.
    .replaceAll(/\x1b\[\d*m/g, '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replace(/(?<=^Orphan params: \{).*(?=\}$)/, sortedNames))
  const areTwo = lines.some((line) => line.includes('gpu: 1,2'))
  return areTwo ? lines.map((line) => line.replace(/gpu: (?:0|1,2),/, 'gpu: one,')).sort() : lines
}

const sortedNames = (names: string): string => names.split(', ').sort().join(', ')

const withoutTime = (text: string): string => text.replaceAll(/\b\d{8}\.\d{6}\b/g, '<time>')

let folder = ''
const results = new Map<string, Result>()

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'assay-'))
  for (const name of ['params.yaml', 'types.yaml', 'train.sh', 'score.sh']) {
    cpSync(join(FIXTURES, name), join(folder, name))
  }
  for (const name of COMMANDS) {
    const command = readFileSync(`${FIXTURES}/stdout/${name}.cmd`, 'utf8').trim()
    const args = command.split(' ')
    // The commands of -d write to the terminal of the program.
    const ran = args.includes('-d') ? assay(args, folder) : assayIn(folder, ...args)
    results.set(name, await ran)
    if (name === '01-dry-run') expect(readdirSync(folder)).toHaveLength(4)
    if (name === '03-run') cpSync(join(folder, 'output'), join(folder, 'output_first'), COPY)
    if (name === '04-run-again') {
      const param = (tree: string) => readFileSync(join(folder, tree, 'Norm_batch-EaStop_T/param'))
      expect(param('output'), 'is not touched when all is skipped').toEqual(param('output_first'))
    }
  }
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true }))

const COPY = { recursive: true, preserveTimestamps: true }

describe("mlrunner's own command lines", () => {
  test.each(COMMANDS)('%s print what it printed', (name) => {
    const differences = DIFFERENCES.filter(({ of = /^/ }) => of.test(name))
    const theirs = differences.reduce(
      (lines: readonly string[], { rewrite }) => rewrite(lines),
      linesOf(name),
    )
    const { code = null, out = '', err = '' } = results.get(name) ?? {}
    const ours = comparable(out).filter((line) => !line.startsWith('DONE'))
    expect(ours).toEqual([...theirs])
    const isMisuse = name.startsWith('13')
    const failed = theirs.some((line) => line.startsWith('Failed tasks'))
    expect(code).toBe(isMisuse ? 2 : failed ? 1 : 0)
    if (!isMisuse && !failed) expect(err).toBe('')
  })

  test('of an unknown command say which there are, and write nothing', () => {
    expect(results.get('13-title-unknown-command')?.err).toMatch(/nothing.*train/s)
    expect(existsSync(join(folder, 'output_nocmd'))).toBe(false)
  })

  test('all have their options here', async () => {
    const { out } = await assayIn('.', 'run', '--help')
    const theirs = readFileSync(`${FIXTURES}/stdout/00-help.out`, 'utf8')
    for (const [option] of theirs.matchAll(/(?<=^ {2})(?:-\w, |--\w)[\w-]*/gm)) {
      expect(out).toContain(option)
    }
  })
})

/** The files of a folder with their contents, but for the times. */
function treeOf(root: string): string[][] {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('assay.'))
  return files
    .map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return [withoutTime(relative(root, path)), withoutTime(readFileSync(path, 'utf8'))]
    })
    .sort()
}

describe('the folder that mlrunner wrote', () => {
  test.each(['output_first', 'output', 'output_types', 'output_debug'])(
    '%s is written byte for byte, but for times',
    (tree) => {
      expect(treeOf(join(folder, tree))).toEqual(treeOf(`${FIXTURES}/${tree}`))
    },
  )

  test.each(['output_first', 'output', 'output_types'])(
    '%s is read from ours as from its own',
    async (tree) => {
      const { exams } = JSON.parse(readFileSync(`${FIXTURES}/expected/${tree}.json`, 'utf8')) as {
        exams: { regex: string; experiments: Record<string, object> }[]
      }
      for (const { regex, experiments } of exams) {
        const examiner = fixtureExaminer()
        await examiner.exam({ output: join(folder, tree), regex })
        const read = Object.fromEntries(
          [...examiner.experiments].map(([name, { param, metric, cache }]) => [
            name,
            { param, metric, cache },
          ]),
        )
        expect(timeless(read)).toStrictEqual(timeless(fromPython(experiments)))
      }
    },
  )

  test.each(['output', 'output_types', 'output_killed'])(
    "%s has a status, as Assay's own has",
    async (tree) => {
      const { out } = await assayIn('.', 'status', `${FIXTURES}/${tree}`)
      const counts = {
        output: 'Tasks: 15, finished: 12, failed: 3',
        output_types: 'Tasks: 13, finished: 13',
        output_killed: 'Tasks: 5, finished: 4, killed: 1',
      }[tree]
      expect(out.split('\n')[0]).toBe(counts)
    },
  )
})

function timeless(value: unknown): unknown {
  if (typeof value === 'string') return withoutTime(value)
  if (typeof value !== 'object' || value === null) return value
  if (Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, timeless(item)]))
}
