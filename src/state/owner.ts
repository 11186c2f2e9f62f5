import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { processStart } from './process-start.js'

/** A process, told apart from a later one that got its number. */
export interface Owner {
  readonly host: string
  /** This boot of the machine, and which of its sets of process numbers; they differ by container. */
  readonly machine: string
  readonly pid: number
  /** When it started, as the system counts. */
  readonly start: string
}

let machine: string | undefined

/** Names the numbers of processes that this process sees. */
export function thisMachine(): string {
  machine ??= [
    tryRead(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')) ?? hostname(),
    tryRead(() => readlinkSync('/proc/self/ns/pid')) ?? 'pid',
  ]
    .map((part) => part.trim())
    .join(' ')
  return machine
}

let self: Owner | undefined

/** This process. */
export function thisProcess(): Owner {
  self ??= {
    host: hostname(),
    machine: thisMachine(),
    pid: process.pid,
    start: processStart(process.pid) ?? '',
  }
  return self
}

/** Whether a process is there still; `undefined` when it is on a machine that cannot be asked. */
export function isAlive({ machine, pid, start }: Omit<Owner, 'host'>): boolean | undefined {
  return machine === thisMachine() ? processStart(pid) === start : undefined
}

function tryRead(read: () => string): string | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
