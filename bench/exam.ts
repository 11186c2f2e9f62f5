// How much longer an exam takes than reading what it needs: see bench/README.md.
import {
  closeSync,
  fstatSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Examiner, logMetric } from 'assay'
import { makeRuns } from './make-runs.js'
import { median, timed } from './measure.js'

const TAIL = 1024

/** The floor: lists the folder and each run, reads each param file and the end of each log. */
function readBare(output: string): number {
  const buffer = Buffer.allocUnsafe(TAIL)
  let bytes = 0
  for (const entry of readdirSync(output, { withFileTypes: true })) {
    const dir = join(output, entry.name)
    const log = readdirSync(dir).find((name) => name.startsWith('log.train.')) ?? ''
    bytes += readFileSync(join(dir, 'param')).length
    const fd = openSync(join(dir, log), 'r')
    const { size } = fstatSync(fd)
    bytes += readSync(fd, buffer, 0, TAIL, Math.max(0, size - TAIL))
    closeSync(fd)
  }
  return bytes
}

async function examAndTable(output: string): Promise<number> {
  const examiner = new Examiner().add(
    logMetric('acc', { log: 'train', match: /test_acc=([\d.]+)/ }),
  )
  const { failed } = await examiner.exam({ output })
  const table = examiner.table()
  if (failed > 0 || table.columnNames().join() !== 'lr,seed,acc') throw new Error('wrong result')
  return table.numRows()
}

/** Both ways take turns, so that what else the machine does falls on both. */
function repeatsOf(size: number): number {
  return Math.max(5, Math.min(25, Math.round(100_000 / size)))
}

const sizes = process.argv.slice(2).map(Number)
console.log('runs\tbare ms\texam ms\tratio\tus/run\tpeak MB')
for (const size of sizes.length > 0 ? sizes : [1000, 10_000]) {
  const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'))
  try {
    makeRuns(folder, size)
    readBare(folder)
    const bare: number[] = []
    const exam: number[] = []
    for (let i = 0; i < repeatsOf(size); i++) {
      bare.push(await timed(() => readBare(folder)))
      exam.push(await timed(() => examAndTable(folder)))
    }
    const peak = process.resourceUsage().maxRSS / 1024
    const [floor, ours] = [median(bare), median(exam)]
    console.log(
      [
        size,
        floor.toFixed(0),
        ours.toFixed(0),
        (ours / floor).toFixed(2),
        ((ours * 1000) / size).toFixed(0),
        peak.toFixed(0),
      ].join('\t'),
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
