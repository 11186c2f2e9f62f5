import { eachPickle } from '../../readers/pickle/read.js'
import type { Report } from '../layout.js'
import { readJsonLines } from '../../readers/jsonl.js'
import { guardRead } from '../guard-read.js'
import { RecordColumns } from './record-columns.js'
import { readYamlRecords } from './yaml-records.js'

/**
 * The records of a file that `log` writes: pickles one after the other, or by its ending a JSON
 * object a line (`.jsonl`) or YAML maps with blank lines between them (`.yaml`, `.yml`).
 *
 * Of a damaged file what could be read; the rest is reported.
 */
export function readMetricsFile(file: string, report: Report): RecordColumns {
  const columns = new RecordColumns(file, report)
  guardRead(report, () => {
    if (file.endsWith('.jsonl')) {
      readJsonLines(file, report, (record) => {
        columns.add(record)
      })
    } else if (/\.ya?ml$/.test(file)) {
      for (const record of readYamlRecords(file, report)) columns.add(record)
    } else {
      for (const record of eachPickle(file, { report })) columns.add(record)
    }
  })
  return columns
}
