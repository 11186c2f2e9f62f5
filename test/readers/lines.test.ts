import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { IssueError, lastMatch, lines, tail, type FileProblem } from '../../src/index.js'
import { collect } from '../support/collect.js'
import { folderOf } from '../support/runs.js'

async function linesOf(
  content: string | Uint8Array,
  name = 'log',
  options = {},
): Promise<string[]> {
  return collect(lines(join(folderOf({ [name]: content }), name), options))
}

test.each([
  ['LF', 'a\nb\n', ['a', 'b']],
  ['CRLF', 'a\r\nb\r\n', ['a', 'b']],
  ['the lone CR of a progress bar', '10%\r50%\r100%\ndone\n', ['10%', '50%', '100%', 'done']],
  ['CR at the end of the file', 'a\rb\r', ['a', 'b']],
  ['CRLF after CR', 'a\r\r\nb', ['a', '', 'b']],
  ['no end at the end', 'a\nb', ['a', 'b']],
  ['empty lines', '\n\na\n\n', ['', '', 'a', '']],
  ['nothing', '', []],
  ['colours', '\x1b[31mred\x1b[0m \x1b]0;title\x07x\n', ['red x']],
  ['cursor codes before digits', 'acc=\x1b80.93 \x1b7123 \x1b[38:5:196m5\n', ['acc=0.93 123 5']],
  ['a mark alone', '\ufeff', []],
])('lines end at %s', async (_, text, expected) => {
  expect(await linesOf(text)).toEqual(expected)
  expect(await tail(join(folderOf({ log: text }), 'log'), 100)).toEqual(expected)
})

test('a file cut in the middle of a character keeps what is there', async () => {
  const cut = Buffer.from('acc=0.5 é').subarray(0, -1)
  expect(await linesOf(cut)).toEqual(['acc=0.5 \ufffd'])
  expect(await tail(join(folderOf({ log: cut }), 'log'), 1)).toEqual(['acc=0.5 \ufffd'])
})

test.each([
  ['utf-16le', Buffer.from('\ufeffacc=0.5\r\nacc=0.6 é\r\n', 'utf16le')],
  ['utf-16be', Buffer.from('\ufeffacc=0.5\r\nacc=0.6 é\r\n', 'utf16le').swap16()],
  ['utf-8 with a mark', Buffer.from('\ufeffacc=0.5\nacc=0.6 é\n')],
])('%s is read', async (_, bytes) => {
  expect(await linesOf(bytes)).toEqual(['acc=0.5', 'acc=0.6 é'])
  const file = join(folderOf({ log: bytes }), 'log')
  expect((await lastMatch(file, /^acc=([\d.]+)/))?.value).toBe(0.6)
  expect(await tail(file, 1)).toEqual(['acc=0.6 é'])
})

test('a gzipped log is read, forwards and for its last match', async () => {
  const zipped = gzipSync('acc=0.5\nacc=0.7\n')
  expect(await linesOf(zipped, 'log.train.1.gz')).toEqual(['acc=0.5', 'acc=0.7'])
  const file = join(folderOf({ 'log.train.1.gz': zipped }), 'log.train.1.gz')
  expect((await lastMatch(file, /acc=([\d.]+)/))?.value).toBe(0.7)
  expect(await tail(file, 1)).toEqual(['acc=0.7'])
})

test('a gzipped log with something behind it keeps what was unzipped before', async () => {
  const text = Array.from({ length: 40_000 }, (_, i) => `line ${i} ${Math.sin(i)}`).join('\n')
  const bytes = Buffer.concat([gzipSync(text), Buffer.from('garbage')])
  const problems: FileProblem[] = []
  const report = (problem: FileProblem): unknown => problems.push(problem)
  expect((await linesOf(bytes, 'a.gz', { report })).length).toBeGreaterThan(36_000)
  expect(problems).toMatchObject([{ code: 'file-damaged' }])
})

test('UTF-16 without a line end at its end is known by its mark', async () => {
  const bytes = Buffer.from(`\ufeffloss=1\n${'名'.repeat(600)}`, 'utf16le')
  const file = join(folderOf({ log: bytes }), 'log')
  expect((await lastMatch(file, /loss=(\d+)/))?.value).toBe(1)
})

test.each([0x00, 0x1f, 0xfb])(
  'a small gzipped log with bytes of %i behind it ends',
  async (byte) => {
    const bytes = Buffer.concat([gzipSync('acc=0.5\nacc=0.7\n'), Buffer.alloc(100, byte)])
    const problems: FileProblem[] = []
    const report = (problem: FileProblem): unknown => problems.push(problem)
    const lines = await linesOf(bytes, 'a.gz', { report })
    expect(lines.length === 2 || problems.length === 1).toBe(true)
  },
)

test('a name in .gz with plain text in it is plain text', async () => {
  expect(await linesOf('a\nb\n', 'log.gz')).toEqual(['a', 'b'])
})

test('a gzip that is cut off gives what came before, and says so', async () => {
  const text = Array.from({ length: 5000 }, (_, i) => `line ${i} ${Math.sin(i)}`).join('\n')
  const zipped = gzipSync(text)
  const cut = zipped.subarray(0, zipped.length / 2)
  const problems: FileProblem[] = []
  const got = await linesOf(cut, 'a.gz', {
    report: (problem: FileProblem) => problems.push(problem),
  })
  expect(got.length).toBeGreaterThan(1000)
  expect(got[0]).toBe('line 0 0')
  expect(problems).toMatchObject([{ code: 'file-damaged' }])
  await expect(linesOf(cut, 'a.gz')).rejects.toThrow(IssueError)
})

test('a line that is too long is passed over and reported with its number', async () => {
  const text = `first\n${'x'.repeat(100)}\nlast\n`
  const problems: FileProblem[] = []
  const report = (problem: FileProblem): unknown => problems.push(problem)
  expect(await linesOf(text, 'log', { maxLine: 50, report })).toEqual(['first', '', 'last'])
  expect(problems).toMatchObject([{ code: 'line-too-long', line: 2 }])
  await expect(linesOf(text, 'log', { maxLine: 50 })).rejects.toThrow(/more than 50 characters/)
})

test('a line of many blocks without end is passed over, from either side', async () => {
  const text = `acc=0.1\n${'x'.repeat(3_000_000)}\nacc=0.2\n${'y'.repeat(3_000_000)}`
  const file = join(folderOf({ log: text }), 'log')
  const problems: FileProblem[] = []
  const report = (problem: FileProblem): unknown => problems.push(problem)
  expect(await collect(lines(file, { report }))).toEqual(['acc=0.1', '', 'acc=0.2'])
  expect(problems.map(({ line }) => line)).toEqual([2])
  expect((await lastMatch(file, /acc=(.*)/, { report }))?.value).toBe(0.2)
  expect(problems).toHaveLength(2)
  expect(await tail(file, 10, { report })).toEqual(['acc=0.1', '', 'acc=0.2'])
})

test('an aborted reading throws the reason', async () => {
  const reason = new Error('enough')
  await expect(linesOf('a\nb\n', 'log', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
})

test('reading backwards sees the lines that reading forwards sees', async () => {
  const piece = fc.constantFrom('\n', '\r', '\r\n', 'a', 'é', '🎉', 'acc=1 ', '\0', 'x'.repeat(900))
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.array(piece, { maxLength: 60 }), async (mark, pieces) => {
      const file = join(folderOf({ log: `${mark ? '\ufeff' : ''}${pieces.join('')}` }), 'log')
      const options = { maxLine: 1_000_000 }
      const forwards = await collect(lines(file, options))
      expect(await tail(file, 1000, options)).toEqual(forwards)
    }),
    { numRuns: 300 },
  )
})
