import { readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { readWhole } from '../readers/whole.js'
import { entriesOf } from './claim.js'
import type { StateFiles } from './files.js'
import { isAlive } from './owner.js'
import { asRunStart, type RunStart } from './run-start.js'

/** The run of a command that its own process told of; it outlives whoever started it. */
export interface RunRecord {
  readonly path: string
  readonly run: RunStart
  readonly pid: number
  readonly start: string
  /** Its exit code; `undefined` as long as it runs, and when it was killed. */
  readonly code?: number
  /** When that was written, as ISO 8601 in UTC. */
  readonly ended?: string
  /** Whether the process is there still; `undefined` when its machine cannot be asked. */
  readonly alive: boolean | undefined
}

/**
 * Runs a command and keeps a record of it: what it is, the process, and in the end its exit code.
 *
 * It first writes the record and then looks whether the claim still stands; whoever takes a claim over
 * first claims and then looks for records. So of a runner that was killed just as it started a
 * command, either its successor finds the run, or the command does not begin.
 *
 * Arguments: the record, the claim, the next claim, the claim's id, what is known, the script. A TERM
 * for the group ends the script, not this.
 */
export const RECORDED_RUN = String.raw`
record=$1 claim=$2 next=$3 id=$4 known=$5 script=$6 start=
if [ -r /proc/$$/stat ]; then
  read -r start < /proc/$$/stat
  set -- ${'${start##*) }'}
  start=${'${20}'}
else
  start=$(ps -o lstart= -p $$)
fi
trap : TERM INT HUP
exec 4>&2 2>/dev/null
printf '%s\n%s %s\n' "$known" $$ "$start" > "$record" || { rm -f -- "$record"; exit 126; }
if ! { IFS= read -r holder < "$claim" && [ "$holder" = "$id" ] && [ ! -e "$next" ]; }; then
  rm -f -- "$record"
  exit 125
fi
set --
/bin/bash -c "$script" 2>&4 4>&-
code=$?
printf '%s\n' $code >> "$record"
exit $code
`

/** Where the runs under a claim are recorded. */
export const recordPath = ({ dir, runPrefix }: StateFiles, claimId: string): string =>
  join(dir, `${runPrefix}${claimId}`)

/** The runs that were recorded and not yet entered in the task's state. */
export function runRecords(files: StateFiles): RunRecord[] {
  return recordPaths(files).flatMap((path) => readRecord(path) ?? [])
}

/**
 * Removes what a runner began to write when it was killed; the command of a record that was only begun
 * never is.
 */
export function discardBegun(files: StateFiles): void {
  for (const path of recordPaths(files)) rmSync(path, { recursive: true, force: true })
  // In a shared folder, others are writing.
  if (files.shared !== undefined) return
  for (const name of entriesOf(files.dir)) {
    if (TEMPORARY.test(name)) rmSync(join(files.dir, name), { force: true })
  }
}

function recordPaths({ dir, runPrefix }: StateFiles): string[] {
  return entriesOf(dir).flatMap((name) => {
    const isRecord = name.startsWith(runPrefix) && UUID.test(name.slice(runPrefix.length))
    return isRecord ? [join(dir, name)] : []
  })
}

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/
const UUID_LENGTH = 36
const TEMPORARY = /^(?:param|stat|assay\..+)\.[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\.tmp$/s

/** A record; `undefined` when there is none, or only its beginning. */
function readRecord(path: string): RunRecord | undefined {
  let text: string
  try {
    text = readWhole(path)
  } catch {
    return undefined
  }
  const [known = '', ran = '', code, end] = text.split('\n')
  const begun = parsed(known)
  // Signals are sent to the group of this number: 0 would be the runner's own, and 1 all there are.
  const [, pid, start = ''] = /^([1-9]\d+|[2-9]) (.*)$/.exec(ran) ?? []
  if (begun === undefined || pid === undefined || code === undefined) return undefined
  const owner = {
    machine: begun.machine,
    pid: Number(pid),
    start: start.trim().replaceAll(/\s+/g, ' '),
  }
  const shared = { path, run: begun, pid: owner.pid, start: owner.start }
  if (end === undefined || !/^\d+$/.test(code)) {
    const alive = isAlive(owner)
    return { ...shared, alive: alive === true ? isRunOf(path, owner.pid) : alive }
  }
  return { ...shared, alive: false, code: Number(code), ended: writtenAt(path) }
}

/** Whether a process runs for a record, which is one of its arguments: others are never told to end. */
function isRunOf(path: string, pid: number): boolean {
  if (process.platform !== 'linux') return true
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes(`${path.slice(-UUID_LENGTH)}\0`)
  } catch {
    return false
  }
}

/** The last that is written is the exit code. */
function writtenAt(path: string): string {
  const written = statSync(path, { throwIfNoEntry: false })?.mtime ?? new Date()
  return written.toISOString()
}

function parsed(json: string): RunStart | undefined {
  try {
    return asRunStart(JSON.parse(json))
  } catch {
    return undefined
  }
}
