import type { ExamSummary } from '../examiner/options.js'
import { printable } from './progress.js'

const SHOWN = 10

/** What there is to say after an exam, a line each; nothing when all went well. */
export function summaryLines({ examined, skipped, failed, issues }: ExamSummary): string[] {
  if (issues.length === 0) return []
  const lines = issues.slice(0, SHOWN).map(({ code, experiment, message }) => {
    const whose = experiment === undefined ? '' : `${experiment}: `
    return printable(`  ${whose}${message} [${code}]`)
  })
  const more = issues.length - lines.length
  return [
    `${count(examined, 'experiment')} examined, ${skipped} skipped, ${failed} with issues; ${count(issues.length, 'issue')}:`,
    ...lines,
    ...(more > 0 ? [`  ... and ${more} more`] : []),
  ]
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`
}
