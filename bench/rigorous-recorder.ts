// A collection of 1,000,000 records against CPython and against reading its bytes: see bench/README.md.
import { execFileSync, fork } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Folder } from '../dist/examiner/place.js'
import { rigorousRecorder } from '../dist/layouts/rigorous-recorder/layout.js'
import { readRecords } from '../dist/layouts/rigorous-recorder/read-records.js'
import { median, timed } from './measure.js'

const REPEATS = 3
const PYTHON = join(import.meta.dirname, 'rigorous-recorder.py')

interface Measured {
  readonly seconds: number
  /** The peak of the process, in MB. */
  readonly peak: number
}

const WORK: Readonly<Record<string, (folder: string) => void>> = {
  bytes: (folder) => void readFileSync(join(folder, 'records.pickle')),
  'all series': (folder) => {
    const report = ({ message }: { message: string }): never => {
      throw new Error(message)
    }
    for (const run of rigorousRecorder.open(new Folder(folder), report)) {
      for (const name of run.seriesNames?.(report) ?? []) run.points?.(name, report)
    }
  },
  readRecords: (folder) => void readRecords(folder),
}

/** In a process of its own, for the sake of the peak. */
function measured(name: string, folder: string): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const child = fork(process.argv[1] ?? '', [name, folder], {
      execArgv: ['--import', 'jiti/register'],
    })
    child.once('message', resolve).once('error', reject)
    child.once('exit', () => reject(new Error(`${name} failed`)))
  })
}

async function measure(name: string, folder: string): Promise<void> {
  const ms = await timed(() => WORK[name]?.(folder))
  const peak = process.resourceUsage().maxRSS / 1024
  process.send?.({ seconds: ms / 1000, peak } satisfies Measured)
}

function cpython(folder: string): Measured {
  const [seconds = NaN, peak = NaN] = execFileSync('python3', [PYTHON, 'load', folder], {
    encoding: 'utf8',
  })
    .split(' ')
    .map(Number)
  return { seconds, peak }
}

async function compare(records: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'))
  const collection = join(folder, 'big.collection')
  try {
    execFileSync('python3', [PYTHON, 'make', collection, String(records)])
    const size = statSync(join(collection, 'records.pickle')).size / 1e6
    console.log(`${records} records, ${size.toFixed(0)} MB`)
    const names = ['CPython', ...Object.keys(WORK)]
    const results = new Map(names.map((name) => [name, [] as Measured[]]))
    for (let repeat = 0; repeat < REPEATS; repeat++) {
      results.get('CPython')?.push(cpython(collection))
      for (const name of Object.keys(WORK)) {
        results.get(name)?.push(await measured(name, collection))
      }
    }
    const seconds = (name: string): number =>
      median((results.get(name) ?? []).map((result) => result.seconds))
    console.log('\tseconds\tMB/s\tof CPython\tof bytes\tpeak MB')
    for (const name of names) {
      const peak = median((results.get(name) ?? []).map((result) => result.peak))
      const ratios = ['CPython', 'bytes'].map((to) => (seconds(name) / seconds(to)).toFixed(2))
      const speed = (size / seconds(name)).toFixed(0)
      console.log([name, seconds(name).toFixed(2), speed, ...ratios, peak.toFixed(0)].join('\t'))
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const [name = '', folder] = process.argv.slice(2)
if (folder !== undefined) await measure(name, folder)
else await compare(Number(name) || 1_000_000)
