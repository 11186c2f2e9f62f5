/** What is known of a run of a command when it begins. */
export interface RunStart {
  readonly command: string
  /** The name of its log. */
  readonly log: string
  /** Counted from 1. */
  readonly attempt: number
  /** When it began, as ISO 8601 in UTC. */
  readonly started: string
  readonly host: string
  /** The machine that its process number belongs to. */
  readonly machine: string
  /** The GPUs that it was given, if any. */
  readonly resource?: string
  /** The job of Slurm that it runs in: `12_3`. */
  readonly slurm?: string
}

/** What a file says of a run; `undefined` when it is nothing that Assay writes. */
export function asRunStart(value: unknown): RunStart | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { command, log, attempt, started, host, machine, resource, slurm } = value as Record<
    string,
    unknown
  >
  const known =
    isText(command) && isText(log) && !log.includes('/') && isText(started) && isText(host)
  if (!known || !isText(machine) || typeof attempt !== 'number') return undefined
  return {
    command,
    log,
    attempt,
    started,
    host,
    machine,
    ...(isText(resource) ? { resource } : {}),
    ...(isText(slurm) ? { slurm } : {}),
  }
}

export function isText(value: unknown): value is string {
  return typeof value === 'string'
}
