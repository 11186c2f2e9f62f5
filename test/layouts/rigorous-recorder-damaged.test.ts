import { chmodSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Folder, SingleFile } from '../../src/examiner/place.js'
import { IssueError, type FileProblem } from '../../src/issue.js'
import { rigorousRecorder } from '../../src/layouts/rigorous-recorder/layout.js'
import { readRecords } from '../../src/layouts/rigorous-recorder/read-records.js'
import { folderOf } from '../support/runs.js'

const FIXTURES = join(import.meta.dirname, '../fixtures/rigorous-recorder')
const INFO = readFileSync(join(FIXTURES, 'data/my_study.collection/collection_info.pickle'))
const RECORDS = readFileSync(join(FIXTURES, 'data/my_study.collection/records.pickle'))

/** The same pickle without its frame, whose length would tell of a cut at once. */
const UNFRAMED = unframed(RECORDS)

function unframed(bytes: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, 2), bytes.subarray(11)])
}

/** What is left of a place: its runs with the numbers of their points, its records, its problems. */
function leftOf(path: string, Kind: typeof Folder | typeof SingleFile) {
  const problems: FileProblem[] = []
  const report = (problem: FileProblem): void => void problems.push(problem)
  const runs = rigorousRecorder.open(new Kind(path), report).map((run) => ({
    id: run.id,
    param: run.params(report),
    points: (run.seriesNames?.(report) ?? []).map((name) => {
      return run.points?.(name, report)?.steps.length
    }),
  }))
  const ofRuns = problems.map(({ code }) => code)
  const records = readRecords(path, { report }).numRows()
  return { runs, records, problems: ofRuns, messages: problems.map(({ message }) => message) }
}

function leftOfCollection(files: Readonly<Record<string, string | Uint8Array>>) {
  return leftOf(folderOf(files), Folder)
}

/** A pickle of protocol 4 from its operations. */
function pickle(...parts: readonly (string | readonly number[])[]): Uint8Array {
  const bytes = parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part))
  return Buffer.concat([[0x80, 4], ...bytes, [0x2e]].map((part) => Buffer.from(part)))
}

describe('a collection that was cut off', () => {
  test('keeps the records before the cut, wherever that is', () => {
    let before = 0
    for (let length = 0; length < UNFRAMED.length; length += 101) {
      const cut = UNFRAMED.subarray(0, length)
      const files = { 'collection_info.pickle': INFO, 'records.pickle': cut }
      const { runs, records, problems } = leftOfCollection(files)
      expect(problems).toEqual(['pickle-truncated'])
      expect(records).toBeGreaterThanOrEqual(before)
      // Of the last experiment the info is left.
      expect(runs.at(-1)?.param).toMatchObject({ experiment_number: 2, had_error: false })
      before = records
    }
    expect(before).toBeGreaterThan(120)
  })

  test('in its first frame is an issue', () => {
    const files = { 'collection_info.pickle': INFO, 'records.pickle': RECORDS.subarray(0, 9000) }
    expect(leftOfCollection(files).problems).toEqual(['pickle-truncated'])
  })

  test('says how many records were used', () => {
    const files = { 'collection_info.pickle': INFO, 'records.pickle': UNFRAMED.subarray(0, 9000) }
    expect(leftOfCollection(files).messages[0]).toMatch(/ Used: \d\d records in it\.$/)
  })

  test('in its info has its records', () => {
    for (let length = 0; length < INFO.length; length += 7) {
      const info = INFO.subarray(0, length)
      const left = leftOfCollection({ 'collection_info.pickle': info, 'records.pickle': RECORDS })
      expect(left).toMatchObject({ records: 122, problems: ['pickle-truncated'] })
      expect(left.runs.map(({ id }) => id)).toEqual(['1', '2'])
    }
  })
})

describe('a collection whose', () => {
  test('records are not there has its last experiment', () => {
    const { runs, problems } = leftOfCollection({ 'collection_info.pickle': INFO })
    expect(problems).toEqual(['file-unreadable'])
    expect(runs).toMatchObject([{ param: { experiment_number: 2 }, points: [] }])
  })

  test('info is not there has its records', () => {
    const { runs, records, problems } = leftOfCollection({ 'records.pickle': RECORDS })
    expect(problems).toEqual(['file-unreadable'])
    expect([runs.length, records]).toEqual([2, 122])
  })

  test('records may not be read says so', () => {
    const folder = folderOf({ 'collection_info.pickle': INFO, 'records.pickle': RECORDS })
    chmodSync(join(folder, 'records.pickle'), 0)
    // The superuser may read it all the same.
    const codes = process.getuid?.() === 0 ? [] : ['file-unreadable']
    expect(leftOf(folder, Folder).problems).toEqual(codes)
  })

  test('files hold something else has none', () => {
    const files = { 'collection_info.pickle': pickle('K\x05'), 'records.pickle': pickle('}') }
    const { runs, problems, messages } = leftOfCollection(files)
    expect(runs).toEqual([])
    expect(problems).toEqual(['layout-mismatch', 'layout-mismatch'])
    expect(messages[1]).toMatch('It holds no list of records.')
  })

  test('list holds more than records keeps the records', () => {
    // [{'a': 1}, 5, None]
    const mixed = pickle(']', '(', '}', [0x8c, 1, 0x61], 'K\x01', 's', 'K\x05', 'N', 'e')
    const { runs, problems, messages } = leftOfCollection({
      'collection_info.pickle': INFO,
      'records.pickle': mixed,
    })
    expect(problems).toEqual(['layout-mismatch'])
    expect(messages[0]).toMatch('2 of its 3 records are no records.')
    expect(runs.map(({ id, points }) => [id, points])).toEqual([
      ['no-experiment', [1]],
      ['2', []],
    ])
  })

  test('records were saved as None, which the tool takes for none, has no issue', () => {
    const files = { 'collection_info.pickle': INFO, 'records.pickle': pickle('N') }
    expect(leftOfCollection(files)).toMatchObject({ records: 0, problems: [] })
  })
})

describe('a saved recorder that was cut off', () => {
  test.each(['record_keeper', 'record_keeper_root', 'recorder', 'recorder_types'])(
    'never throws: %s',
    (name) => {
      const bytes = readFileSync(join(FIXTURES, `single/${name}.pickle`))
      for (let length = 0; length < bytes.length; length += 5) {
        const folder = folderOf({ 'a.pickle': bytes.subarray(0, length) })
        const { problems, records } = leftOf(join(folder, 'a.pickle'), SingleFile)
        expect(problems).toEqual(['pickle-truncated'])
        expect(records).toBeLessThanOrEqual(5)
      }
    },
  )

  test('keeps the complete records of a RecordKeeper', () => {
    const bytes = unframed(readFileSync(join(FIXTURES, 'single/record_keeper_root.pickle')))
    const folder = folderOf({ 'a.pickle': bytes.subarray(0, bytes.length - 1) })
    const { runs, records } = leftOf(join(folder, 'a.pickle'), SingleFile)
    expect(records).toBe(5)
    expect(runs.map(({ id }) => id)).toEqual([undefined])
  })
})

test('a pickle with changed bytes ends in issues, not in an exception', () => {
  const bytes = readFileSync(join(FIXTURES, 'single/record_keeper.pickle'))
  for (let at = 2; at < bytes.length; at += 3) {
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 0x15
    const folder = folderOf({ 'a.pickle': changed })
    expect(leftOf(join(folder, 'a.pickle'), SingleFile).records).toBeLessThanOrEqual(8)
  }
})

test('a pickle of something else is told from a recorder', () => {
  const folder = folderOf({ 'a.pickle': pickle('K\x05') })
  const { runs, problems } = leftOf(join(folder, 'a.pickle'), SingleFile)
  expect([runs, problems]).toEqual([[], ['layout-mismatch']])
})

describe('a live-written file', () => {
  const live = (text: string) => leftOf(join(folderOf({ 'a.yaml': text }), 'a.yaml'), SingleFile)
  const HEAD = 'parent_data_snapshot: {\n    "p": 1\n}\nrecords:\n'

  test('loses the line that was cut off', () => {
    const left = live(`${HEAD}- {"x": 1}\n- {"x": 2}\n- {"x": `)
    expect(left).toMatchObject({ records: 2, problems: ['json-syntax'] })
    expect(left.runs).toMatchObject([{ param: { p: 1 }, points: [2] }])
    expect(left.messages[0]).toMatch(/a\.yaml:7: It is not JSON \(cut off\?\)/)
  })

  test('keeps a last line that only lacks its end', () => {
    expect(live(`${HEAD}- {"x": 1}`)).toMatchObject({ records: 1, problems: [] })
  })

  test('is without issue while it is empty, or has a head alone', () => {
    expect(live('')).toMatchObject({ runs: [{ param: {} }], records: 0, problems: [] })
    expect(live('parent_data_snapshot: {}\n')).toMatchObject({ records: 0, problems: [] })
  })

  test('says that its head is cut off', () => {
    expect(live('parent_data_snapshot: {\n    "p": 1,\n')).toMatchObject({
      runs: [{ param: {} }],
      problems: ['json-syntax'],
    })
  })

  test('keeps the good lines among others', () => {
    const left = live(`${HEAD}- {"x": 1}\nx: 5\n\n- [1]\n- {"x": 2, "x": 3}\r\n`)
    expect(left.problems).toEqual(['json-syntax', 'layout-mismatch', 'json-duplicate-key'])
    expect(left.records).toBe(2)
  })

  test('that is none says so', () => {
    expect(live('lr: 0.1\n')).toMatchObject({ records: 0, problems: ['layout-mismatch'] })
  })

  test('keeps keys such as __proto__ as data', () => {
    const folder = folderOf({ 'a.yaml': `${HEAD}- {"__proto__": 5, "x": 1}\n` })
    const table = readRecords(join(folder, 'a.yaml'))
    expect(table.columnNames()).toEqual(['p', '__proto__', 'x'])
    expect(table.get('__proto__', 0)).toBe(5)
  })

  test('tells of a thousand bad lines only so much', () => {
    expect(live(HEAD + 'bad\n'.repeat(1000)).problems).toHaveLength(20)
  })
})

test('readRecords throws what it is not asked to report', () => {
  const missing = join(FIXTURES, 'single/missing.pickle')
  expect(() => readRecords(missing)).toThrow(IssueError)
  const folder = folderOf({ 'records.pickle': RECORDS.subarray(0, 5000) })
  expect(() => readRecords(join(folder, 'records.pickle'))).toThrow(/records\.pickle/)
})
