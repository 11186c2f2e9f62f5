// How much longer the runs of MLXP take than reading what they need: see bench/README.md.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Examiner, seriesMetric } from 'assay'
import { makeMlxpRuns } from './make-mlxp-runs.js'
import { median, timed } from './measure.js'

const REPEATS = 15

/** The floor: lists the folder and each run, reads the three files whole. */
function readBare(output: string): number {
  let bytes = 0
  for (const entry of readdirSync(output, { withFileTypes: true })) {
    const dir = join(output, entry.name)
    readdirSync(dir)
    for (const file of ['metadata/config.yaml', 'metadata/info.yaml', 'metrics/train.json']) {
      bytes += readFileSync(join(dir, file)).length
    }
  }
  return bytes
}

async function examAndTable(output: string): Promise<number> {
  const examiner = new Examiner().add(seriesMetric('train.loss@last'))
  const { failed } = await examiner.exam({ output })
  const table = examiner.table()
  if (failed > 0 || !table.columnNames().includes('train.loss@last'))
    throw new Error('wrong result')
  return table.numRows()
}

const size = Number(process.argv[2] ?? 2000)
const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'))
try {
  makeMlxpRuns(folder, size)
  readBare(folder)
  const bare: number[] = []
  const ours: number[] = []
  for (let i = 0; i < REPEATS; i++) {
    bare.push(await timed(() => readBare(folder)))
    ours.push(await timed(() => examAndTable(folder)))
  }
  const [floor, all] = [median(bare), median(ours)]
  console.log('runs\tbare ms\tours ms\tratio\tus/run')
  console.log(
    [
      size,
      floor.toFixed(0),
      all.toFixed(0),
      (all / floor).toFixed(2),
      ((all * 1000) / size).toFixed(0),
    ].join('\t'),
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
