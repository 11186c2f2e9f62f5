import { table } from 'arquero'
import { chooseLayouts } from '../examiner/choose-layouts.js'
import { recognisedPlaces } from '../examiner/recognised-places.js'
import { pluginsFrom } from './plugins-file.js'
import { EXIT, type Terminal } from './run.js'
import { writeTable, type OutArguments } from './write-table.js'

/** What `assay layouts` was asked for. */
export interface LayoutsArguments extends OutArguments {
  readonly layout?: string
  readonly parsers: readonly string[]
}

/**
 * Writes what is recognised in folders, a row a place; without a folder the layouts that there are.
 * Gives the exit code.
 */
export async function layouts(
  outputs: readonly string[],
  args: LayoutsArguments,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const own = await pluginsFrom(args.parsers)
  const { layout } = args
  const places =
    outputs.length === 0
      ? chooseLayouts(own.layouts, layout).map(({ name, looksLike }) => ({ name, looksLike }))
      : recognisedPlaces(outputs, {
          layouts: own.layouts,
          ...(layout === undefined ? {} : { layout }),
        })
  const columns = outputs.length === 0 ? ['name', 'looksLike'] : ['path', 'layout', 'runs', 'why']
  const rows: readonly Readonly<Record<string, unknown>>[] = places.map((place) => ({ ...place }))
  const data = columns.map((name) => [name, rows.map((row) => row[name])] as const)
  const found = table(data.map(([name, values]) => [name, values]))
  await writeTable(found, args, terminal, signal)
  return EXIT.ok
}
