import { spawnSync } from 'node:child_process'
import { AssayError } from '../issue.js'

/** Memory in use, as a part of all, up to which a GPU on which no process computes is free. */
const IDLE = 0.1

/**
 * The numbers of the GPUs of this machine that nothing computes on, as nvidia-smi says.
 *
 * @throws AssayError when there is no nvidia-smi, or no free GPU.
 */
export function freeGpus(): string[] {
  const gpus = query('--query-gpu=index,uuid,memory.used,memory.total')
  const busy = new Set(query('--query-compute-apps=gpu_uuid').map(([uuid]) => uuid))
  const free = gpus.flatMap(([index = '', uuid, used, total]) => {
    return busy.has(uuid) || Number(used) > IDLE * Number(total) ? [] : [index]
  })
  if (free.length > 0) return free
  const found =
    gpus.length === 0 ? 'finds no GPU here' : `says that all ${gpus.length} GPUs are in use`
  throw new AssayError(
    `nvidia-smi ${found}; name some with -r, or ask for slots without GPUs with -j.`,
  )
}

function query(what: string): string[][] {
  const { error, status, stdout, stderr } = spawnSync(
    'nvidia-smi',
    [what, '--format=csv,noheader,nounits'],
    { encoding: 'utf8', timeout: 30_000 },
  )
  if (error !== undefined || status !== 0) {
    const why = error?.message ?? (stderr || stdout).trim()
    throw new AssayError(
      `The GPUs of this machine are not known: nvidia-smi failed (${why}). ` +
        'Name them with -r 0 1, or ask for slots without GPUs with -j 2.',
    )
  }
  const lines = stdout.split('\n').filter((line) => line.trim() !== '')
  return lines.map((line) => line.split(',').map((cell) => cell.trim()))
}
