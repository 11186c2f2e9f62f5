import { join } from 'node:path'
import type { Report, Run } from '../layout.js'
import { readMetricsFile } from './metrics-file.js'
import type { RecordColumns } from './record-columns.js'
import { METRICS } from './signs.js'

/** A series and the file that holds it. */
interface Source {
  readonly columns: RecordColumns
  readonly key: string
}

/**
 * The series of a run: the keys of its metrics files, over the numbers of their records, from 0. Each
 * file is read once, when the first series is asked for.
 *
 * A key that more than one file has is the first one's: the `loss` of `metrics.jsonl` beside that of
 * `metrics.pkl` is `metrics.jsonl:loss`.
 */
export function openSeries(
  folder: string,
  files: readonly string[],
): Required<Pick<Run, 'seriesNames' | 'points'>> {
  let known: ReadonlyMap<string, Source> | undefined
  const sources = (report: Report): ReadonlyMap<string, Source> =>
    (known ??= readSources(folder, files, report))
  return {
    seriesNames: (report) => Array.from(sources(report).keys()),
    points: (name, report) => {
      const source = sources(report).get(name)
      return source?.columns.points(source.key)
    },
  }
}

function readSources(
  folder: string,
  files: readonly string[],
  report: Report,
): ReadonlyMap<string, Source> {
  const sources = new Map<string, Source>()
  for (const file of METRICS.filter((name) => files.includes(name))) {
    const columns = readMetricsFile(join(folder, file), report)
    for (const key of columns.names) {
      sources.set(sources.has(key) ? `${file}:${key}` : key, { columns, key })
    }
  }
  return sources
}
