import * as fs from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import {
  Examiner,
  logMetric,
  readRecords,
  recognisedPlaces,
  seriesMetric,
  toJSON,
  toTSV,
} from '../../src/index.js'
import { writer } from '../readers/sqlite-support.js'
import { folderOf } from '../support/runs.js'

/** Two places of each tool at least, as copies of the fixtures. What is damaged is named so, or 21. */
const PLACES: Readonly<Record<string, string>> = {
  'mlrunner/healthy': 'mlrunner/cifar10/Data_CIFAR10-Loss_CE-Lr_0.01-Seed_0',
  'mlrunner/damaged': 'mlrunner/cifar10/Data_CIFAR10-Loss_CE-Lr_0.1-Seed_1',
  'mlxp/1': 'mlxp/logs/1',
  'mlxp/21': 'mlxp/logs/21',
  'instrumentation/healthy.db': 'ml-instrumentation/new/string_ids.db',
  'instrumentation/damaged.db': 'ml-instrumentation/new/merged.db',
  'logger/healthy': 'ml-logger/runs/alice/demo/lr-0.1/seed_0',
  'logger/damaged': 'ml-logger/runs/alice/demo/lr-0.01/seed_1',
  'logger/damaged_text': 'ml-logger/runs/alice/files',
  'recorder/healthy.collection': 'rigorous-recorder/data/reopened.collection',
  'recorder/damaged.collection': 'rigorous-recorder/data/with_errors.collection',
  'recorder/healthy.pickle': 'rigorous-recorder/single/recorder_types.pickle',
  'recorder/damaged.pickle': 'rigorous-recorder/single/recorder.pickle',
  'recorder/damaged.yaml': 'rigorous-recorder/live/episode.yaml',
}
const FILES: Readonly<Record<string, Uint8Array>> = Object.fromEntries(
  Object.entries(PLACES).flatMap(([place, fixture]) => {
    const from = join('test/fixtures', fixture)
    const isFile = fs.statSync(from).isFile()
    const names = isFile ? [''] : fs.readdirSync(from, { recursive: true, encoding: 'utf8' })
    return names
      .filter((name) => fs.statSync(join(from, name)).isFile() && !/odd-|^data|^figures/.test(name))
      .map((name) => [join(place, name), fs.readFileSync(join(from, name))] as const)
  }),
)
const placeOf = (file: string): string => {
  return Object.keys(PLACES).find((place) => file === place || file.startsWith(`${place}/`)) ?? ''
}

type Row = Readonly<Record<string, unknown>>

/** The rows of an exam by name, without empty cells; and its issues, those of parsers left out. */
async function exam(output: string) {
  const examiner = new Examiner()
    .add(seriesMetric('train.loss@last'))
    .add(seriesMetric('loss@mean'))
    .add(seriesMetric('episode_return@all'))
    .add(logMetric('acc', { log: 'train', match: /test_acc=(\S+?),/, keep: 'max' }))
    .add(function everything(_dir, experiment) {
      const { metric, seriesNames, artifacts } = experiment
      metric['series'] = seriesNames.map((name) => [name, experiment.points(name)])
      metric['stored'] = artifacts.map(({ name, type, size }) => [name, type, size])
    })
  await examiner.exam({ output })
  const table = examiner.table({ concise: false })
  expect(toTSV(table).length + toJSON(table).length).toBeLessThan(20_000_000)
  const names = [...examiner.experiments.keys()]
  const rows = new Map<string, Row>()
  for (const [index, row] of (table.objects() as Row[]).entries()) {
    const cells = Object.entries(row).filter(([, cell]) => cell !== null)
    rows.set(names[index] ?? '', Object.fromEntries(cells))
  }
  const issues = examiner.issues.filter(({ code }) => code !== 'parser-found-nothing')
  for (const { message } of issues) expect(message).not.toMatch(/threw/)
  return { rows, issues }
}

const isOf = (name: string, places: readonly string[]): boolean =>
  places.some((place) => name === place || name.startsWith(`${place}/`))

let known: ReadonlyMap<string, Row> | undefined

/** The rows of some folders of the undamaged tree, but for those of the damaged places. */
async function healthy(damaged: readonly string[], tools: RegExp): Promise<Map<string, Row>> {
  known ??= (await exam(folderOf(FILES))).rows
  return new Map([...known].filter(([name]) => tools.test(name) && !isOf(name, damaged)))
}

function treeOf(tools: RegExp, more: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const files = Object.entries({ ...FILES, ...more })
  return folderOf(Object.fromEntries(files.filter(([file]) => tools.test(file))))
}

/** Examines a tree; gives its issues, all of which are of the damaged files, as code and file. */
async function issuesOf(root: string, files: readonly string[], tools = /^/): Promise<string[]> {
  const places = files.map(placeOf)
  const { rows, issues } = await exam(root)
  expect(new Map([...rows].filter(([name]) => !isOf(name, places)))).toEqual(
    await healthy(places, tools),
  )
  const told = issues.map(({ code, experiment = '', file = root }) => {
    expect(isOf(experiment, places)).toBe(true)
    return `${relative(root, file)} ${code}`.trim()
  })
  return Array.from(new Set(told)).sort()
}

/** The same in the tool's own folder alone: the codes. */
async function codesOf(file: string, damage: (path: string) => void): Promise<string[]> {
  const tool = new RegExp(`^${dirname(placeOf(file))}/`)
  const root = treeOf(tool)
  damage(join(root, file))
  const issues = await issuesOf(root, [file], tool)
  return issues.map((issue) => issue.replace(`${file} `, ''))
}

const NOISE = Uint8Array.from({ length: 5000 }, (_, index) => (index * index * 31 + index) % 251)
const inPlace = (make: (path: string) => void) => (path: string) => {
  fs.rmSync(path)
  make(path)
}
const DAMAGES: readonly ((path: string) => void)[] = [
  (path) => fs.truncateSync(path, 0),
  (path) => fs.truncateSync(path, Math.floor(fs.statSync(path).size * 0.6)),
  (path) => fs.writeFileSync(path, NOISE),
  inPlace((path) => fs.mkdirSync(path)),
  inPlace((path) => fs.symlinkSync('nowhere', path)),
  inPlace((path) => fs.symlinkSync(basename(path), path)),
]

/**
 * What damage to a file comes to: when it is empty, cut off, noise; a folder, a link to nowhere, a link
 * to itself is in its place. A dash is for what the tool may leave, or what tells of no tool.
 */
const EXPECTED = `mlrunner/damaged/param param-empty - file-binary file-unreadable param-missing file-unreadable
  mlxp/21/metadata/config.yaml param-empty yaml-syntax file-binary file-unreadable param-missing file-unreadable
  mlxp/21/metadata/info.yaml param-empty - file-binary file-unreadable param-missing file-unreadable
  mlxp/21/metrics/test.json - json-syntax json-syntax file-unreadable file-unreadable file-unreadable
  mlxp/21/metrics/.keys/train.yaml - yaml-syntax file-binary file-unreadable - file-unreadable
  mlxp/21/artifacts/.keys/artifacts.yaml - layout-mismatch file-binary file-unreadable - file-unreadable
  mlxp/21/artifacts/pickle/last_ckpt.pkl - - - - artifact-missing artifact-missing
  instrumentation/damaged.db layout-mismatch database-damaged - - file-unreadable file-unreadable
  logger/damaged/parameters.pkl param-empty pickle-truncated pickle-damaged - file-unreadable file-unreadable
  logger/damaged/metrics.pkl - pickle-truncated pickle-damaged - file-unreadable file-unreadable
  logger/damaged_text/metrics.jsonl - json-syntax json-syntax - file-unreadable file-unreadable
  logger/damaged_text/metrics.yaml - - file-binary - file-unreadable file-unreadable
  recorder/damaged.collection/collection_info.pickle pickle-truncated pickle-truncated pickle-damaged file-unreadable file-unreadable file-unreadable
  recorder/damaged.collection/records.pickle pickle-truncated pickle-truncated pickle-damaged file-unreadable file-unreadable file-unreadable
  recorder/damaged.pickle - pickle-truncated - - - -
  recorder/damaged.yaml - json-syntax - - - -`
const STATES = EXPECTED.split('\n').map((line) => line.trim().split(' '))

test.each(STATES)('%s in each state of damage', async (file = '', ...codes) => {
  for (const [state, code] of codes.entries()) {
    const damage = (path: string): void => DAMAGES[state]?.(path)
    if (code !== '-') expect([state, await codesOf(file, damage)]).toEqual([state, [code]])
  }
})

test.each([...DAMAGES.entries()])('a mixed tree in state %i', async (state, damage) => {
  const told = STATES.filter(([, ...codes]) => codes[state] !== '-')
  // The last one of each place.
  const lines = [...new Map(told.map((line) => [placeOf(line[0] ?? ''), line])).values()]
  const root = folderOf(FILES)
  for (const [file = ''] of lines) damage(join(root, file))
  const files = lines.map(([file = '']) => file)
  expect(await issuesOf(root, files)).toEqual(
    lines.map(([file, ...codes]) => `${file} ${codes[state]}`).sort(),
  )
})

/** A pickle that is told to be of rigorous_recorder, whatever else it holds; a byte a letter. */
const pickle = (...parts: string[]): Buffer =>
  Buffer.from(`\x80\x04Vrigorous_recorder\n0${parts.join('')}.`, 'latin1')

test.each<[file: string, code: string, content: string | Uint8Array]>([
  ['mlrunner/damaged/param', 'param-not-a-map', '- 1\n'],
  ['mlxp/21/metadata/config.yaml', 'param-not-a-map', '- 1\n'],
  ['mlxp/21/metrics/train.json', 'layout-mismatch', '[1]\n"text"\n'],
  ['mlxp/21/metrics/train.json', 'series-not-numeric', '{"loss": "high"}\n{"loss": [1]}\n'],
  ['mlxp/21/metrics/.keys/train.yaml', 'layout-mismatch', '- loss\n'],
  ['logger/damaged/parameters.pkl', 'layout-mismatch', pickle(']K\x01a')],
  ['logger/damaged/metrics.pkl', 'series-not-numeric', pickle('}Vloss\nVhigh\ns')],
  ['logger/damaged_text/metrics.yaml', 'layout-mismatch', '- 1\n'],
  ['recorder/damaged.collection/collection_info.pickle', 'layout-mismatch', pickle('K\x05')],
  ['recorder/damaged.collection/records.pickle', 'layout-mismatch', pickle(']K\x05a')],
  ['recorder/damaged.pickle', 'layout-mismatch', pickle('K\x05')],
  ['recorder/damaged.yaml', 'json-syntax', 'parent_data_snapshot: [1]\nrecords: 5\n'],
])('%s with values of other types: %s', async (file, code, content) => {
  expect(await codesOf(file, (path) => fs.writeFileSync(path, content))).toEqual([code])
})

test.each([
  ['layout-mismatch', "UPDATE reward SET frame = 'x'"],
  ['series-not-numeric', "UPDATE episode_return SET measurement = 'x'"],
  ['database-locked', 'BEGIN EXCLUSIVE'],
])('a database with %s: %s', async (code, statement) => {
  const codes = await codesOf('instrumentation/damaged.db', (path) => {
    const database = writer(path)
    onTestFinished(() => void database.close())
    database.exec(statement)
  })
  expect(codes).toEqual([code])
})

test('links that lead back change no row', async () => {
  const root = folderOf(FILES)
  for (const folder of ['', 'mlrunner', 'mlxp/21', 'mlxp/21/metrics', 'recorder']) {
    fs.symlinkSync(root, join(root, folder, 'up'))
    fs.symlinkSync('self.pickle', join(root, folder, 'self.pickle'))
  }
  const { rows } = await exam(root)
  const all = await healthy([], /^/)
  expect(new Map([...rows].filter(([name]) => all.has(name)))).toEqual(all)
  expect(() => readRecords(join(root, 'self.pickle'))).toThrow('leads back to itself')
})

const HUGE = '\xff\xff\xff\xff\xff\xff\xff\x1f'
/** Its state: parent, data, then children and records among others. */
const KEEPER =
  'crigorous_recorder\nRecordKeeper\n)\x81p0\n(g0\n}p1\nVlr\ng1\nsN](g0\ng0\neN](}Vloss\nK\x05setb'
const HOSTILE: Readonly<Record<string, string>> = {
  'a call of os.system': "cos\nsystem\n(S'touch was-here'\ntR",
  'a text of 2^61 bytes': `\x8d${HUGE}`,
  'a frame of 2^61 bytes': `\x95${HUGE}`,
  'an integer of 2^29 bytes': `\x8b${HUGE.slice(4)}`,
  'lists 20,000 deep': `${']'.repeat(20_000)}${'a'.repeat(19_999)}`,
  'a list in itself': ']p0\ng0\na',
  'a dict in itself': '}p0\nVlr\ng0\ns',
  'a keeper that is its own parent and child': KEEPER,
}

const HOLDERS = /^(?:logger|recorder)\//
test.each(Object.entries(HOSTILE))('%s in pickles stops nothing', async (_, value) => {
  const item = ['}Vloss\n', value, 'sVlr\n', value, 's']
  for (const parts of [[value], item]) {
    const files = {
      'logger/damaged/parameters.pkl': pickle(...parts),
      'logger/damaged/metrics.pkl': pickle(...parts),
      'recorder/damaged.collection/collection_info.pickle': pickle('(', ...parts, ...parts, 't'),
      'recorder/damaged.collection/records.pickle': pickle(']', ...parts, 'a'),
      'recorder/damaged.pickle': pickle(...parts),
    }
    await issuesOf(treeOf(HOLDERS, files), Object.keys(files), HOLDERS)
  }
  expect(fs.existsSync('was-here')).toBe(false)
})

test.each([
  ['dicts', (i: number) => `}Va\ng${i}\nsVb\ng${i}\nsp${i + 1}\n0`],
  ['lists', (i: number) => `](g${i}\ng${i}\nep${i + 1}\n0`],
])('a billion laughs, of %s, are no params', async (_, laugh) => {
  const laughs = Array.from({ length: 100 }, (_, i) => laugh(i))
  const keeper = 'crigorous_recorder\nRecordKeeper\n)\x81(N}Vlr\ng100\nsN]N]tb'
  const files = {
    'logger/damaged/parameters.pkl': pickle('}p0\n0', ...laughs, '}Vlr\ng100\ns'),
    'recorder/damaged.pickle': pickle('}p0\n0', ...laughs, keeper),
  }
  const issues = await issuesOf(treeOf(HOLDERS, files), Object.keys(files), HOLDERS)
  expect(issues).toEqual(Object.keys(files).map((file) => `${file} file-too-large`))
})

/** Whether a file may end here: a cut of it cannot be told from an earlier end. */
function mayEnd(file: string, bytes: Uint8Array, end: number): boolean {
  const [last, next] = [bytes[end - 1], bytes[end]]
  if (/metrics.*\.jsonl?$/.test(file)) return end === 0 || last === 0x0a || next === 0x0a
  // The log of ML-Logger is one pickle after the other.
  if (/^logger.*pkl$/.test(file)) return end === 0 || (last === 0x2e && next === 0x80)
  return !/\.(?:pickle|db)$/.test(file)
}

test('whatever bytes of a file are changed or cut off, its own runs alone are changed', async () => {
  const root = folderOf(FILES)
  const edit = fc.record({ at: fc.nat(), byte: fc.nat(255) })
  const damages = fc.oneof(fc.array(edit, { minLength: 1, maxLength: 6 }), fc.nat())
  const files = fc.constantFrom(...Object.keys(FILES))
  const property = fc.asyncProperty(files, damages, async (file, damage) => {
    const real = FILES[file] ?? new Uint8Array()
    const end = typeof damage === 'number' ? damage % (real.length + 1) : real.length
    const bytes = Uint8Array.from(real.subarray(0, end))
    for (const { at, byte } of typeof damage === 'number' ? [] : damage) bytes[at % end] = byte
    fs.writeFileSync(join(root, file), bytes)
    const { rows, issues } = await exam(root)
    const place = placeOf(file)
    const others = new Map([...rows].filter(([name]) => !isOf(name, [place])))
    expect(isDeepStrictEqual(others, await healthy([place], /^/))).toBe(true)
    for (const { experiment = '' } of issues) expect(isOf(experiment, [place])).toBe(true)
    const after = [...rows].filter(([name]) => isOf(name, [place]))
    // Without an issue a run is gone only when nothing tells of the tool any more.
    const isQuiet = issues.length === 0
    const places = isQuiet && after.length === 0 ? recognisedPlaces(root) : []
    expect(places.map(({ path }) => relative(root, path))).not.toContain(place)
    // Every byte of these tells where the file ends.
    if (isQuiet && after.length > 0 && end < real.length && !mayEnd(file, real, end)) {
      expect(isDeepStrictEqual(rows, await healthy([], /^/))).toBe(true)
    }
    fs.writeFileSync(join(root, file), real)
  })
  // A failure leaves its file behind, so that there is nothing to shrink it in.
  await fc.assert(property, { numRuns: 25, endOnFailure: true })
})
