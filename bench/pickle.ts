// How fast pickles are read, beside CPython's own pickle.load: see bench/README.md.
// Needs python3; with NumPy (PYTHON=... names another one) there are NumPy values too.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eachPickle } from '../dist/readers/pickle/read.js'
import { median, timed } from './measure.js'

const python = process.env['PYTHON'] ?? 'python3'

const WRITE = `
import pickle, random, sys
try:
    import numpy as np
except ImportError:
    np = None
folder, count = sys.argv[1], int(sys.argv[2])
def stream(name, records, protocol=4):
    with open(f"{folder}/{name}", "wb") as file:
        for record in records:
            pickle.dump(record, file, protocol)
def plain(i):
    return {"step": i, "loss": random.random(), "lr": 0.001, "reward/mean": random.random()}
stream("floats.pkl", (plain(i) for i in range(count)))
stream("one-list.pkl", [[plain(i) for i in range(count)]])
stream("texts.pkl", ({"name": f"run {i}", "note": "x" * 50, "seed": i} for i in range(count)))
if np is not None:
    stream("numpy.pkl", ({**plain(i), "reward/mean": np.float64(random.random())} for i in range(count)))
    stream("arrays.pkl", (np.random.rand(1_000_000) for _ in range(12)))
    stream("arrays-5.pkl", (np.random.rand(1_000_000) for _ in range(12)), 5)
`

const READ = `
import pickle, sys, time
for path in sys.argv[1:]:
    times = []
    for _ in range(3):
        start = time.perf_counter()
        with open(path, "rb") as file:
            count = 0
            while True:
                try:
                    pickle.load(file)
                except EOFError:
                    break
                count += 1
        times.append(time.perf_counter() - start)
    print(sorted(times)[1] * 1000)
`

function readAll(path: string): number {
  let count = 0
  for (const value of eachPickle(path)) if (value !== null) count += 1
  return count
}

const count = Number(process.argv[2] ?? 200_000)
const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'))
try {
  execFileSync(python, ['-c', WRITE, folder, String(count)])
  const names = execFileSync('ls', [folder], { encoding: 'utf8' }).trim().split('\n')
  const paths = names.map((name) => join(folder, name))
  const theirs = execFileSync(python, ['-c', READ, ...paths], { encoding: 'utf8' })
  console.log('file\tMB\tCPython ms\tours ms\tratio\tMB/s')
  for (const [index, path] of paths.entries()) {
    const ours: number[] = []
    readAll(path)
    for (let i = 0; i < 5; i++) ours.push(await timed(() => readAll(path)))
    const megabytes = statSync(path).size / 1e6
    const [cpython, milliseconds] = [Number(theirs.split('\n')[index]), median(ours)]
    console.log(
      [
        names[index],
        megabytes.toFixed(0),
        cpython.toFixed(0),
        milliseconds.toFixed(0),
        (milliseconds / cpython).toFixed(2),
        ((megabytes * 1000) / milliseconds).toFixed(0),
      ].join('\t'),
    )
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
