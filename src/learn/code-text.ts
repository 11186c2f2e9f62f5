import type { LogMetricOptions } from '../parsers/log-metric.js'

/** The call of `logMetric` with those options, as code. */
export function codeOf(name: string, options: LogMetricOptions): string {
  const { log, match, keep = 'last', thousands } = options
  const parts = [
    `log: ${quoted(log)}`,
    `match: ${String(match)}`,
    ...(keep === 'last' ? [] : [`keep: ${quoted(keep)}`]),
    ...(thousands === true ? ['thousands: true'] : []),
  ]
  return `logMetric(${quoted(name)}, { ${parts.join(', ')} })`
}

/** The argument of `--metric` with those options. */
export function argumentOf(
  name: string,
  { log, match, keep = 'last', step }: LogMetricOptions,
): string {
  return `${name}=${log}:${String(match)}@${keep}${step === undefined ? '' : `:${String(step)}`}`
}

function quoted(text: string): string {
  const inside = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"')
  return `'${inside.replaceAll("'", String.raw`\'`)}'`
}
