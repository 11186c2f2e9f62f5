// Whether the last match of a log costs the same whatever the log's size: see bench/README.md.
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Examiner, logMetric } from 'assay'
import { median, timed } from './measure.js'

const LOGS = 20
const REPEATS = 9
const MEGABYTE = 'Iter 1: loss=100.0000, test_acc=0.6000, dur=9\n'.repeat(22_000).slice(0, 2 ** 20)

function makeLogs(output: string, megabytes: number): void {
  for (let run = 0; run < LOGS; run++) {
    const dir = join(output, `Seed_${run}`)
    mkdirSync(dir, { recursive: true })
    writeFileSync(join(dir, 'param'), `seed: ${run}\n`)
    for (let mb = 0; mb < megabytes; mb++) appendFileSync(join(dir, 'log.train.1'), MEGABYTE)
    appendFileSync(
      join(dir, 'log.train.1'),
      `\nIter 200: loss=1.0, test_acc=0.9${run}, dur=9\nbye\n`,
    )
  }
}

async function exam(output: string): Promise<void> {
  const examiner = new Examiner().add(
    logMetric('acc', { log: 'train', match: /test_acc=([\d.]+)/ }),
  )
  await examiner.exam({ output })
  if (examiner.table().get('acc', 0) !== 0.9) throw new Error('wrong result')
}

const sizes = [2, 200]
const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'))
try {
  for (const size of sizes) makeLogs(join(folder, String(size)), size)
  const times = new Map(sizes.map((size) => [size, [] as number[]]))
  for (let i = 0; i < REPEATS; i++) {
    for (const size of sizes) {
      times.get(size)?.push(await timed(() => exam(join(folder, String(size)))))
    }
  }
  const [small = NaN, large = NaN] = sizes.map((size) => median(times.get(size) ?? []))
  console.log('20 logs of\tms')
  console.log(`2 MB\t${small.toFixed(2)}`)
  console.log(`200 MB\t${large.toFixed(2)}`)
  console.log(`ratio\t${(large / small).toFixed(2)}`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
