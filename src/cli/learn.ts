import { AssayError } from '../issue.js'
import { learn as learnFrom, type Learned } from '../learn/learn.js'
import { markedLine } from '../learn/marked-line.js'
import type { Proposal } from '../learn/proposal.js'
import { rangeOf } from '../learn/table.js'
import { conclude, look, type LookArguments } from './look.js'
import { printable, progressBar } from './progress.js'
import type { Terminal } from './run.js'
import { shellQuote } from '../sweep/shell-quote.js'
import { writeTo } from './write.js'

/** What `assay learn` was asked for. */
export interface LearnArguments extends LookArguments {
  readonly value: string
  readonly log?: string
  readonly run?: string
  readonly pick?: number
}

/** Writes proposals of how to read a metric from logs, and one of them ready for use. */
export async function learn(
  outputs: readonly string[],
  args: LearnArguments,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const { log, run, pick = 1 } = args
  const { examiner, summary } = await look(outputs, args, [], terminal, signal)
  const bar = progressBar(terminal)
  const learned = await learnFrom(examiner.experiments.values(), args.value, {
    signal,
    onProgress: bar.show,
    ...(log === undefined ? {} : { log }),
    ...(run === undefined ? {} : { run }),
  }).finally(bar.clear)
  const lines = [...proposalLines(learned), '', ...readyLines(picked(learned, pick), outputs, args)]
  await writeTo(terminal.stdout, [`${lines.map(printable).join('\n')}\n`], signal)
  return conclude(summary, args, terminal)
}

function picked({ proposals }: Learned, pick: number): Proposal {
  const chosen = proposals[pick - 1]
  if (chosen) return chosen
  const count = proposals.length === 1 ? 'is 1 proposal' : `are ${proposals.length} proposals`
  throw new AssayError(`There ${count}; --pick ${pick} is none of them.`)
}

function proposalLines({ proposals }: Learned): string[] {
  return proposals.flatMap((proposal, index) => {
    const { name, keep, found, tried, lines } = proposal
    return [
      `${index + 1}. ${name}, the ${KEPT[keep]}, in ${found} of ${tried} runs: ${rangeOf(proposal)}`,
      ...lines.map((line) => `   ${line.file}:${line.number}: ${markedLine(line)}`),
      `   ${proposal.argument === undefined ? proposal.code : metricOption(proposal.argument)}`,
    ]
  })
}

const KEPT: Readonly<Record<Proposal['keep'], string>> = {
  last: 'last match',
  first: 'first match',
  max: 'largest match',
  min: 'smallest match',
}

/** A proposal as code, and on the command line. */
function readyLines(
  { code, argument, curve }: Proposal,
  outputs: readonly string[],
  args: LearnArguments,
): string[] {
  if (argument === undefined) return [code]
  const selection = (['layout', 'regex', 'where'] as const).flatMap((option) => {
    const value = args[option]
    return value === undefined ? [] : [`--${option}`, value]
  })
  const plugins = args.parsers.flatMap((file) => ['--parsers', file])
  const words = [...outputs, ...selection, ...plugins].map(shellQuote)
  const exam = ['assay exam', ...words].join(' ')
  return [
    code,
    `${exam} ${metricOption(argument)}`,
    ...(curve === undefined ? [] : [`${exam} ${metricOption(curve)}`]),
  ]
}

function metricOption(argument: string): string {
  return `--metric ${shellQuote(argument)}`
}
