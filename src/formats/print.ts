import type { TableLike } from '../table-like.js'
import { delimitedChunks } from './delimited.js'

/**
 * Prints a table as TSV on standard output. A reader that has gone (`| head`) is no error.
 */
export function printTSV(table: TableLike): void {
  const { stdout } = process
  if (!stdout.listeners('error').includes(onError)) stdout.on('error', onError)
  for (const chunk of delimitedChunks(table, '\t')) stdout.write(chunk)
}

function onError(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}
