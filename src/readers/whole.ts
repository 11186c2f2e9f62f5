import { isUtf8 } from 'node:buffer'
import { IssueError } from '../issue.js'
import { refuseLarge } from './bytes.js'
import { readPart, withFile } from './file.js'

/** No honest param file comes near it, and it is read and parsed in a moment. */
const MOST_BYTES = 16 * 1024 * 1024

/**
 * The text of a small file that is read whole: UTF-8, or UTF-16 with a byte order mark.
 *
 * @throws IssueError `file-unreadable`; `file-too-large` over 16 MiB (it is not read);
 *   `file-binary` when it is not text.
 */
export function readWhole(path: string): string {
  return withFile(path, (file) => {
    refuseLarge(path, file.size, MOST_BYTES)
    return decode(path, readPart(path, file, 0, file.size))
  })
}

function decode(path: string, bytes: Buffer): string {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (utf16) return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes)
  const text = bytes.toString('utf8')
  // A replacement character is either in the file itself or stands for a byte that is not UTF-8.
  const damaged = text.includes('\0') || (text.includes('\ufffd') && !isUtf8(bytes))
  if (damaged) {
    throw new IssueError({
      code: 'file-binary',
      file: path,
      line: lineOfDamage(text),
      message: `${path} is not a text file in UTF-8: damaged, or of another kind.`,
    })
  }
  return text
}

function lineOfDamage(text: string): number {
  const place = text.search(/[\0\ufffd]/)
  return text.slice(0, place).split('\n').length
}
