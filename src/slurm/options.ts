import { AssayError } from '../issue.js'

/** Options of sbatch by their long names, without the dashes. */
export type SlurmOptions = ReadonlyMap<string, string>

/** How many elements of the array may run at once; sbatch has it as a part of `--array`. */
export const ARRAY_LIMIT = 'array-limit'

/** What Assay says itself. */
const OWN = new Set([
  'array',
  'parsable',
  'wrap',
  'open-mode',
  'chdir',
  'comment',
  'test-only',
  'wait',
])

/**
 * Options of the file's `slurm:` and of the command line, which counts more.
 *
 * @throws AssayError for an option that Assay needs for itself, or that is none.
 */
export function slurmOptions(file: SlurmOptions, given: SlurmOptions): SlurmOptions {
  const options = new Map<string, string>()
  for (const [written, value] of [...file, ...given]) {
    const name = written.replaceAll('_', '-')
    if (!/^[a-z][a-z-]*$/.test(name)) {
      throw new AssayError(
        `'${written}' is no option of sbatch; write its long name, as partition.`,
      )
    }
    if (OWN.has(name)) {
      const hint = name === 'array' ? ` Its limit is '${ARRAY_LIMIT}: 4'.` : ''
      throw new AssayError(`sbatch's '${name}' is set by Assay; leave it out.${hint}`)
    }
    options.set(name, value)
  }
  const limit = options.get(ARRAY_LIMIT)
  if (limit !== undefined && !/^[1-9]\d*$/.test(limit)) {
    throw new AssayError(`'${ARRAY_LIMIT}' is ${limit}; it is a whole number from 1.`)
  }
  return options
}

/** The arguments for sbatch; `true` stands for an option without a value. */
export function sbatchArguments(options: SlurmOptions, size: number): string[] {
  const limit = options.get(ARRAY_LIMIT)
  const array = `--array=0-${size - 1}${limit === undefined ? '' : `%${limit}`}`
  const others = [...options].flatMap(([name, value]) => {
    if (name === ARRAY_LIMIT || /^false$/i.test(value)) return []
    return [/^(?:true)?$/i.test(value) ? `--${name}` : `--${name}=${value}`]
  })
  return [array, ...others]
}
