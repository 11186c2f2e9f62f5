import { setImmediate } from 'node:timers/promises'
import { logMetric } from '../parsers/log-metric.js'
import { argumentOf, codeOf } from './code-text.js'
import type { Evidence } from './evidence.js'
import type { LoggedRun } from './logs.js'
import type { Proposal } from './proposal.js'
import { isStep, valueIn } from './try-runs.js'
import type { Wanted } from './wanted.js'

/** A proposal that gave the value wanted where it was found, still to be tried on all runs. */
type Draft = Omit<Proposal, 'found' | 'tried' | 'min' | 'max' | 'notFinite'>

/** The first proposals that do give the value wanted where it was found. */
export async function draftsOf(
  evidence: readonly Evidence[],
  wanted: Wanted,
  limit: number,
  signal: AbortSignal,
): Promise<Draft[]> {
  const drafts: Draft[] = []
  for (const each of evidence) {
    if (drafts.length >= limit) break
    const draft = await draftOf(each, wanted, signal)
    if (draft) drafts.push(draft)
  }
  return drafts
}

async function draftOf(
  evidence: Evidence,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<Draft | undefined> {
  for (const grouped of evidence.candidate.watch.grouped) {
    const draft = await draftWith(grouped, evidence, wanted, signal)
    if (draft) return draft
  }
  return undefined
}

async function draftWith(
  grouped: boolean,
  { log, run, candidate }: Evidence,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<Draft | undefined> {
  const { watch, keep, lines, step } = candidate
  const match = watch.pattern(grouped)
  if (match === undefined) return undefined
  const { name } = watch.anchor
  const options = { log, match, keep, ...(grouped ? { thousands: true } : {}) }
  const parser = logMetric(name, options)
  if ((await valueIn(run, log, parser, signal)) !== wanted.value) return undefined
  const curve = { ...options, keep: 'all' as const }
  const hasSteps = step !== undefined && (await isStep(run, { ...curve, step }, signal))
  return {
    name,
    log,
    match,
    keep,
    ...(hasSteps ? { step } : {}),
    parser,
    code: codeOf(name, options),
    ...(grouped ? {} : { argument: argumentOf(name, options) }),
    ...(grouped || !hasSteps ? {} : { curve: argumentOf(name, { ...curve, step }) }),
    lines,
  }
}

/** What the runs have by each proposal. */
export async function tried(
  drafts: readonly Draft[],
  runs: readonly LoggedRun[],
  signal: AbortSignal,
  tell: (run: LoggedRun) => void,
): Promise<Proposal[]> {
  const values = drafts.map((): number[] => [])
  for (const run of runs) {
    for (const [index, { log, parser }] of drafts.entries()) {
      const value = await valueIn(run, log, parser, signal)
      if (value !== undefined) values[index]?.push(value)
    }
    tell(run)
    await setImmediate()
    signal.throwIfAborted()
  }
  return drafts.map((draft, index) => {
    const own = values[index] ?? []
    const finite = own.filter(Number.isFinite).sort((a, b) => a - b)
    const [min, max] = [finite[0] ?? null, finite.at(-1) ?? null]
    const notFinite = own.length - finite.length
    return { ...draft, found: own.length, tried: runs.length, min, max, notFinite }
  })
}
