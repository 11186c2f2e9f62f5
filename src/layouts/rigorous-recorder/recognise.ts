import type { Place } from '../layout.js'
import { LIVE_HEAD } from './live-file.js'
import { INFO_FILE, LIVE_FILE, RECORDS_FILE } from './read.js'

const ID_FILE = 'collection_id.txt'

/** How far into a pickle a class of the tool is looked for. */
const LOOK = 65_536

/** Why a place is of rigorous_recorder, or `undefined`. */
export function recognise(place: Place): string | undefined {
  if (place.kind === 'folder') return folderReason(place)
  if (LIVE_FILE.test(place.name)) {
    const isLive = text(place.head(LIVE_HEAD.length)) === LIVE_HEAD
    return isLive ? 'it begins with parent_data_snapshot' : undefined
  }
  return /\.(?:pickle|pkl)$/i.test(place.name) ? pickleReason(text(place.head(LOOK))) : undefined
}

/** Any tool might leave a records.pickle, so that alone it is not enough. */
function folderReason({ name, files }: Place): string | undefined {
  const known = [ID_FILE, INFO_FILE, RECORDS_FILE].filter((file) => files.includes(file))
  const isNamed = name.endsWith('.collection') && known.length > 0
  if (!isNamed && !known.includes(INFO_FILE) && !(known.length > 1)) return undefined
  return `${known.join(' and ')} in it`
}

/** A class of the tool; or, in a collection of one file without records, what it tells of an experiment. */
function pickleReason(head: string): string | undefined {
  // Protocol 2 and later begin with 0x80; the tool writes 4.
  if (!head.startsWith('\x80')) return undefined
  if (head.includes('rigorous_recorder')) return 'it names rigorous_recorder'
  const keys = ['experiment_number', 'error_number', 'had_error', 'experiment_start_time']
  return keys.every((key) => head.includes(key)) ? `it holds ${keys.join(', ')}` : undefined
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
}
