import { join } from 'node:path'
import { writeAtomically } from '../writers/atomic-file.js'
import { entriesOf } from './claim.js'
import { readJson } from './json-file.js'
import { isText } from './run-start.js'

/** Which tasks of a YAML file a runner was asked for. */
export interface Asked {
  readonly title?: string
  readonly commands?: readonly string[]
  readonly sample?: number
  readonly seed?: number
  readonly subdir: boolean
}

/** What a runner was asked for: with the copy of the YAML file beside it, the tasks that there are. */
export interface SweepRecord {
  /** The name of the copy of the YAML file, in the output folder. */
  readonly yaml: string
  /** The folder that names of tasks were made in, for they depend on what is there. */
  readonly cwd: string
  readonly asked: Asked
}

const PREFIX = 'assay.sweep.'

/** Keeps what was asked for of a YAML file last. */
export function writeSweepRecord(output: string, record: SweepRecord): void {
  const path = join(output, `${PREFIX}${record.yaml}.json`)
  writeAtomically(path, `${JSON.stringify(record, undefined, 2)}\n`)
}

/** What runners were asked for in an output folder, those records that are whole. */
export function readSweepRecords(output: string): SweepRecord[] {
  const names = entriesOf(output).filter(
    (name) => name.startsWith(PREFIX) && name.endsWith('.json'),
  )
  return names.sort().flatMap((name) => readRecord(join(output, name)) ?? [])
}

function readRecord(path: string): SweepRecord | undefined {
  try {
    const { yaml, cwd, asked } = readJson(path) ?? {}
    if (!isText(yaml) || yaml.includes('/') || !isText(cwd)) return undefined
    return { yaml, cwd, asked: asAsked(asked) }
  } catch {
    return undefined
  }
}

/** What a file says that was asked for. */
export function asAsked(value: unknown): Asked {
  const { title, commands, sample, seed, subdir } = (value ?? {}) as Record<string, unknown>
  return {
    subdir: subdir !== false,
    ...(isText(title) ? { title } : {}),
    ...(Array.isArray(commands) ? { commands: commands.filter(isText) } : {}),
    ...(typeof sample === 'number' ? { sample } : {}),
    ...(typeof seed === 'number' ? { seed } : {}),
  }
}
