import { Examiner, type Experiment } from '../../src/index.js'
import { folderOf } from '../support/runs.js'

/** Runs whose directories hold those files, in a temporary folder. */
export async function runsOf(
  ...runs: readonly Readonly<Record<string, string | Uint8Array>>[]
): Promise<Experiment[]> {
  const files = runs.flatMap((run, seed) => [
    [`Seed_${seed}/param`, `seed: ${seed}\n`] as const,
    ...Object.entries(run).map(([name, text]) => [`Seed_${seed}/${name}`, text] as const),
  ])
  return examined(folderOf(Object.fromEntries(files)))
}

/** The runs of a folder. */
export async function examined(output: string): Promise<Experiment[]> {
  const examiner = new Examiner()
  await examiner.exam({ output })
  return [...examiner.experiments.values()]
}
