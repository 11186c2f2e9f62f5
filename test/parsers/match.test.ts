import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  allMatches,
  aq,
  firstMatch,
  IssueError,
  lastMatch,
  latestLog,
  maxMatch,
  minMatch,
  parseNumber,
  tail,
  toTSV,
} from '../../src/index.js'
import { folderOf, temporaryFolder } from '../support/runs.js'

const LOG = 'Iter 1: acc=0.3 loss=nan\nIter 2: acc=0.9 loss=1e-05\nIter 3: acc=0.7 loss=-inf\nbye\n'

function logFile(text = LOG): string {
  return join(folderOf({ log: text }), 'log')
}

test('finds the last, first, all, smallest and largest match', async () => {
  const file = logFile()
  const pattern = /acc=([\d.]+)/
  expect((await lastMatch(file, pattern))?.value).toBe(0.7)
  expect((await firstMatch(file, pattern))?.value).toBe(0.3)
  expect((await allMatches(file, pattern)).map(({ value }) => value)).toEqual([0.3, 0.9, 0.7])
  expect((await minMatch(file, pattern))?.value).toBe(0.3)
  expect((await maxMatch(file, pattern))?.line).toBe('Iter 2: acc=0.9 loss=1e-05')
})

test('takes the last match of a line that has several', async () => {
  const file = logFile('acc=0.1 acc=0.2\n')
  expect((await lastMatch(file, /acc=([\d.]+)/))?.value).toBe(0.2)
  expect(await allMatches(file, /acc=([\d.]+)/g)).toHaveLength(2)
})

test('a pattern without groups gives the whole match, as with lookbehind', async () => {
  expect((await lastMatch(logFile(), /(?<=acc=).+?(?= loss)/))?.value).toBe(0.7)
})

test('groups come by number and by name, as numbers or as strings', async () => {
  const pattern = /Iter (?<iter>\d+): acc=(?<acc>[\d.]+)( never)?/
  const match = await lastMatch(logFile(), pattern)
  expect(match).toMatchObject({ value: 3, captures: [3, 0.7, undefined] })
  expect(match?.groups).toEqual({ iter: 3, acc: 0.7 })
  const text = await lastMatch(logFile(), pattern, { as: 'string' })
  expect(text?.groups).toEqual({ iter: '3', acc: '0.7' })
})

test('the value is the first group that took part', async () => {
  const file = logFile('accuracy 0.5\n')
  expect((await lastMatch(file, /acc=([\d.]+)|accuracy ([\d.]+)/))?.value).toBe(0.5)
})

test('nan and inf are numbers; the extremes pass over nan', async () => {
  const pattern = /loss=(\S+)/
  expect((await firstMatch(logFile(), pattern))?.value).toBeNaN()
  expect((await minMatch(logFile(), pattern))?.value).toBe(-Infinity)
  expect((await maxMatch(logFile(), pattern))?.value).toBe(1e-5)
  expect((await maxMatch(logFile('loss=nan\n'), pattern))?.value).toBeNaN()
})

test('no match and no file give null', async () => {
  expect(await lastMatch(logFile(), /f1=(.*)/)).toBeNull()
  expect(await lastMatch(null, /acc=(.*)/)).toBeNull()
  expect(await firstMatch(null, /acc=(.*)/)).toBeNull()
  expect(await allMatches(null, /acc=(.*)/)).toEqual([])
  expect(await tail(null, 3)).toEqual([])
})

test('text that is no number is refused with its place', async () => {
  const file = logFile('ok\nacc=0.91%\n')
  const error = await firstMatch(file, /acc=(\S+)/).catch((e: unknown) => e)
  expect(error).toBeInstanceOf(IssueError)
  expect((error as IssueError).problem).toMatchObject({ code: 'value-not-a-number', file, line: 2 })
  expect((error as IssueError).message).toContain('"0.91%"')
})

test('a Python group gets a hint, a bad pattern a clear error', async () => {
  await expect(lastMatch(logFile(), '(?P<acc>.*)')).rejects.toThrow('(?<name>...)')
  await expect(lastMatch(logFile(), '(')).rejects.toThrow('Invalid regular expression')
})

test('a file that is not there is an error that names it', async () => {
  await expect(lastMatch('/nowhere/log', /a/)).rejects.toThrow('There is no file /nowhere/log')
})

test('a pattern of the user is not changed by searching', async () => {
  const pattern = /acc=([\d.]+)/g
  await lastMatch(logFile(), pattern)
  expect(pattern.lastIndex).toBe(0)
})

test('only the end of a large log is read for its last match', async () => {
  // A file of 8 TB that takes no room: reading more than its end would not come to an end.
  const file = join(temporaryFolder(), 'log')
  writeFileSync(file, '')
  const { open } = await import('node:fs/promises')
  const handle = await open(file, 'r+')
  await handle.write('\nacc=0.8\nbye\n', 2 ** 43)
  await handle.close()
  expect((await lastMatch(file, /^acc=([\d.]+)/))?.value).toBe(0.8)
  expect(await tail(file, 2)).toEqual(['acc=0.8', 'bye'])
})

test.each([
  ['0.93', 0.93],
  ['1e-05', 1e-5],
  ['-1.5E+3', -1500],
  ['+.5', 0.5],
  ['5.', 5],
  [' 7 ', 7],
  ['nan', NaN],
  ['-inf', -Infinity],
  ['Infinity', Infinity],
])('parseNumber reads %s', (text, value) => {
  expect(parseNumber(text)).toBe(value)
})

test.each(['', 'abc', '0x10', '1,234.5', '1 2', '--1', '1e', '.', '0.9%', 'in'])(
  'parseNumber refuses %j',
  (text) => {
    expect(parseNumber(text)).toBeUndefined()
  },
)

test('long texts that are nearly numbers take no time', () => {
  expect(parseNumber('1'.repeat(1_000_000) + '..')).toBeUndefined()
  expect(toTSV(aq.table({ x: ['1'.repeat(1_000_000) + 'x'] }))).toHaveLength(1_000_004)
})

test('thousands are read on request only', () => {
  expect(parseNumber('1,234.5', true)).toBe(1234.5)
  expect(parseNumber('-1,234,567', true)).toBe(-1234567)
  expect(parseNumber('12,34', true)).toBeUndefined()
})

test('latestLog picks among the logs of a command in the order of their names', () => {
  const dir = folderOf({
    'log.train.20220102.000000': '',
    'log.train.20220101.000000': '',
    'log.train.20220103.000000.gz': '',
    'log.trainer.20220109.000000': '',
    'log.test.20220109.000000': '',
  })
  expect(latestLog('train', dir)).toBe(join(dir, 'log.train.20220103.000000.gz'))
  expect(latestLog('train', dir, 0)).toBe(join(dir, 'log.train.20220101.000000'))
  expect(latestLog('train', dir, -3)).toBe(join(dir, 'log.train.20220101.000000'))
  expect(latestLog('train', dir, 3)).toBeNull()
  expect(latestLog('train', dir, -4)).toBeNull()
  expect(latestLog('avg', dir)).toBeNull()
  expect(latestLog('train', '/nowhere')).toBeNull()
})

test('empty matches come to an end, within a character too', async () => {
  const file = logFile('😀 x\n')
  for (const pattern of [/x*/, /x*/u, new RegExp('x*', 'v')]) {
    expect((await lastMatch(file, pattern, { as: 'string' }))?.value).toBe('')
    expect((await allMatches(file, pattern, { as: 'string' })).length).toBeLessThan(7)
  }
})
