import { lstatSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { IssueError } from '../../issue.js'
import { isNoSuchFile, unreadable } from '../../readers/file.js'
import { readJsonColumns } from '../../readers/jsonl-columns.js'
import { mapEntries } from '../../values/map-entries.js'
import { sortNaturally } from '../../values/natural-order.js'
import { fileSize } from '../files-below.js'
import type { Report, Run } from '../layout.js'
import { readYaml } from '../read-yaml.js'

type Columns = ReturnType<typeof readJsonColumns>

/** Up to this size a file with a list of its keys is read all the same, so that none is missed. */
const SMALL = 4 * 1024 * 1024

/**
 * The series of a run: `train.loss` is the key `loss` of the lines of `metrics/train.json`, and its
 * steps are the numbers of these lines, from 0. Each file, also of keys, is read once.
 */
export function openMetrics(run: string): Required<Pick<Run, 'seriesNames' | 'points'>> {
  const folder = join(run, 'metrics')
  const known = new Map<string, Columns | undefined>()
  const read = (file: string, report: Report): Columns | undefined => {
    if (!known.has(file)) known.set(file, readColumns(join(folder, `${file}.json`), report))
    return known.get(file)
  }
  let names: readonly string[] | undefined
  return {
    seriesNames: (report) => {
      if (names !== undefined) return names
      const lists = join(folder, '.keys')
      const listed = namesBefore('.yaml', lists, report)
      const files = new Set([...namesBefore('.json', folder, report), ...listed])
      const all = sortNaturally(Array.from(files), (file) => file)
      const found = all.flatMap((file) => {
        const keys = listed.has(file) ? readKeys(join(lists, `${file}.yaml`), report) : undefined
        const isNeeded = keys === undefined || isSmall(join(folder, `${file}.json`))
        const recorded = isNeeded ? read(file, report)?.names : undefined
        return [...(keys ?? []), ...(recorded ?? [])].map((key) => `${file}.${key}`)
      })
      names = Array.from(new Set(found))
      return names
    },
    points: (name, report) => {
      for (const [file, key] of splits(name)) {
        const points = isFileName(file) ? read(file, report)?.column(key) : undefined
        if (points !== undefined) return points
      }
      return undefined
    },
  }
}

/** The ways to take a name for a file and a key, longest file first: both may have dots in them. */
function splits(name: string): [file: string, key: string][] {
  const parts = name.split('.')
  const ways = parts.map((_, at): [string, string] => [
    parts.slice(0, at).join('.'),
    parts.slice(at).join('.'),
  ])
  return ways.slice(1).reverse()
}

/** A name of a series leads to no other folder. */
const isFileName = (file: string): boolean => basename(file) === file && !file.includes('\0')

/** What stands before the ending of a folder's files; none when there is no such folder. */
function namesBefore(ending: string, folder: string, report: Report): Set<string> {
  let names: readonly string[] = []
  try {
    names = readdirSync(folder)
  } catch (error) {
    const problem = unreadable(folder, error)
    if (!isNoSuchFile(problem)) report(problem.problem)
  }
  return new Set(
    names.filter((name) => name.endsWith(ending)).map((name) => name.slice(0, -ending.length)),
  )
}

/** Nothing for a file that is not there, which most ways to take a name come to. */
function readColumns(file: string, report: Report): Columns | undefined {
  try {
    return readJsonColumns(file, { report })
  } catch (error) {
    if (!(error instanceof IssueError)) throw error
    const isLink = isNoSuchFile(error) && lstatSync(file, { throwIfNoEntry: false }) !== undefined
    if (!isNoSuchFile(error) || isLink) report(error.problem)
    return undefined
  }
}

function isSmall(file: string): boolean {
  const size = fileSize(file)
  return size !== undefined && size <= SMALL
}

/** The keys of a metric file as the tool lists them; `undefined` when the list cannot be used. */
function readKeys(file: string, report: Report): string[] | undefined {
  const value = readYaml(file, report)?.value
  if (value === null) return []
  const entries = mapEntries(value)
  if (entries === undefined && value !== undefined) {
    const message = `${file} is not a map of keys; they were taken from the metrics themselves.`
    report({ code: 'layout-mismatch', file, line: 1, message })
  }
  // A key that is no text is written in another way in the metrics: they tell.
  return value instanceof Map ? undefined : entries?.map(([key]) => key)
}
