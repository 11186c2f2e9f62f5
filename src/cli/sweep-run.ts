import type { PoolSummary } from '../pool/run-pool.js'
import { PlannedSweep } from '../pool/planned-sweep.js'
import type { SweepRunOptions } from '../pool/sweep-options.js'
import { readSweepFile } from '../sweep/source.js'
import { pythonRepr } from '../values/python-text.js'
import { dumpFlowDocuments } from '../writers/yaml.js'
import { LiveView } from './live-view.js'
import { paintFor, type Paint } from './paint.js'
import { PlainView } from './plain-view.js'
import { printable } from './progress.js'
import { EXIT, interruption, type Terminal } from './run.js'
import { RunLines } from './run-lines.js'
import { slurmGiven, slurmRun, type SlurmArguments } from './slurm-run.js'

/** What `assay run` was asked for. */
export interface RunArguments extends SlurmArguments {
  readonly output: string
  readonly yaml: string
  readonly title?: string
  readonly debug?: boolean
  readonly dryRun?: boolean
  readonly command?: readonly string[]
  readonly force?: boolean
  readonly resource?: readonly string[]
  readonly jobs?: number
  readonly sample?: number
  readonly seed?: number
  readonly subdir: boolean
  readonly failFast?: boolean
  readonly retries?: number
  readonly timeout?: string
}

/** Runs the tasks of a YAML file; gives the exit code. */
export async function sweepRun(
  args: RunArguments,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const { yaml, command: commands, resource, ...rest } = args
  const swept = new PlannedSweep(readSweepFile(yaml), {
    ...rest,
    ...(commands === undefined ? {} : { commands }),
  })
  const paint = paintFor(terminal)
  const options = { ...rest, ...resourceOf(resource) }
  const given = slurmGiven(args)
  // Slurm gives the slots, then.
  const slots = args.slurm === true ? { ...options, jobs: 1 } : options
  swept.slots(slots)
  introduce(swept, args, terminal, paint)
  const lines = new RunLines(swept.plan.size, paint)
  if (args.dryRun === true) return dry(swept, slots, lines, terminal)
  if (args.slurm === true) return slurmRun(swept, args, given, terminal)
  const view = viewOf(terminal, swept, lines, args.debug === true)
  const hurry = new AbortController()
  // A second Ctrl-C kills what the first one could not end. A terminal that closes ends nothing.
  const kill = (): void => hurry.abort()
  const stay = (): void => undefined
  signal.addEventListener('abort', () => process.once('SIGINT', kill), { once: true })
  process.on('SIGHUP', stay)
  try {
    const summary = await swept.run({
      ...options,
      signal,
      hurry: hurry.signal,
      onEvent: (event) => view.show(event),
    })
    view.end()
    conclude(summary, terminal, paint)
    if (signal.aborted) return interruption(signal)
    return summary.failed.length > 0 ? EXIT.issues : EXIT.ok
  } finally {
    view.end()
    process.off('SIGINT', kill)
    process.off('SIGHUP', stay)
  }
}

function resourceOf(resource: readonly string[] | undefined) {
  if (resource === undefined) return {}
  return { resource: resource.join() === 'auto' ? ('auto' as const) : resource }
}

/** What mlrunner says first. */
function introduce(
  { plan }: PlannedSweep,
  args: RunArguments,
  terminal: Terminal,
  paint: Paint,
): void {
  const say = (line: string) => terminal.stdout.write(`${line}\n`)
  if (args.resource !== undefined) say(`Override resource to ${pythonRepr([...args.resource])}`)
  if (args.title !== undefined) {
    say(paint('green', `Run choices with title '${printable(args.title)}'`))
    say(paint('green', dumpFlowDocuments(plan.titled)))
  }
  say(printable(pythonRepr([...plan.choices])))
  const orphans = [...plan.orphans].sort()
  const named = orphans.length === 0 ? 'set()' : `{${orphans.map(pythonRepr).join(', ')}}`
  say(paint(orphans.length === 0 ? 'green' : 'red', `Orphan params: ${printable(named)}`))
  say(`Tasks: ${plan.size}, Commands: ${plan.commandCount}`)
  for (const note of plan.notes) terminal.stderr.write(`assay: ${printable(note)}\n`)
  if (args.sample !== undefined && args.seed === undefined && plan.seed !== undefined) {
    terminal.stderr.write(`assay: the same sample again: --seed ${plan.seed}\n`)
  }
}

function dry(
  swept: PlannedSweep,
  options: SweepRunOptions,
  lines: RunLines,
  { stdout }: Terminal,
): number {
  for (const step of swept.dryRun(options)) {
    stdout.write(`${lines.line(step)}\n`)
    if (step.type === 'start') stdout.write(`${printable(step.line)}\n`)
  }
  return EXIT.ok
}

/** A picture that changes on a terminal, lines elsewhere. */
function viewOf(
  terminal: Terminal,
  { plan }: PlannedSweep,
  lines: RunLines,
  debug: boolean,
): LiveView | PlainView {
  // With -d the terminal is the command's.
  return terminal.stdout.isTTY === true && !debug
    ? new LiveView(terminal, plan.size, lines)
    : new PlainView(terminal, lines)
}

function conclude(summary: PoolSummary, { stdout }: Terminal, paint: Paint): void {
  const { tasks, skipped, failed, interrupted, left } = summary
  const list = (color: 'green' | 'red', title: string, dirs: readonly string[]): void => {
    if (dirs.length === 0) return
    stdout.write(`${paint(color, `${title}: ${dirs.length}/${tasks}`)}\n`)
    for (const dir of dirs) stdout.write(`${paint(color, `    ${printable(dir)}`)}\n`)
  }
  list('green', 'Skipped tasks', skipped)
  list('red', 'Interrupted tasks', interrupted)
  list('red', 'Failed tasks', failed)
  if (left > 0) stdout.write(`${paint('red', `Tasks not begun: ${left}/${tasks}`)}\n`)
  if (failed.length === 0) stdout.write(`${paint('green', 'No task failed.')}\n`)
}
