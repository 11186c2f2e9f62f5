import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from '../layout.js'
import { readLiveFile } from './live-file.js'
import { readInfo, readPickleFile, readRecordList } from './pickle-file.js'
import { MOST_KEYS, Records } from './records.js'
import type { Recording } from './recording.js'

export const RECORDS_FILE = 'records.pickle'
export const INFO_FILE = 'collection_info.pickle'
export const LIVE_FILE = /\.ya?ml$/i

/** Reads a collection's folder, a pickle, or a live-written file. */
export function readRecording(path: string, report: Report): Recording {
  const recording = readPlace(path, report)
  if (recording.records.isTooWide) {
    const message = `${path} has more than ${MOST_KEYS} keys in its records; the others were left out. Is it the right file?`
    report({ code: 'file-too-large', file: path, message })
  }
  return recording
}

function readPlace(path: string, report: Report): Recording {
  if (existsSync(path) && statSync(path).isDirectory()) return readFolder(path, report)
  return LIVE_FILE.test(path) ? readLiveFile(path, report) : readPickleFile(path, report)
}

/** Neither pickle is there before the first experiment has ended. */
function readFolder(folder: string, report: Report): Recording {
  const paths = [join(folder, INFO_FILE), join(folder, RECORDS_FILE)] as const
  const hasEnded = paths.some((path) => existsSync(path))
  if (!hasEnded) return { kind: 'collection', records: new Records() }
  const info = readInfo(paths[0], report)
  const records = readRecordList(paths[1], report)
  return { kind: 'collection', records, ...(info ? { info } : {}) }
}
