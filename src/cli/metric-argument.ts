import { didYouMean } from '../did-you-mean.js'
import { AssayError } from '../issue.js'
import { KEEPS, logMetric, type Keep } from '../parsers/log-metric.js'
import { SERIES_KEEPS, seriesMetric } from '../parsers/series-metric.js'
import type { DeclaredParser } from '../parsers/parser.js'

export const METRIC_FORM = 'name=log:/pattern/@keep'
export const SERIES_FORM = '[name=]series@keep[:x]'

const LOG = /^([^=]+)=(.+?):\/(.*?)\/([a-z]*)(?:@([a-z]+)(?::\/(.*)\/)?)?$/s
// A way to keep that is known ends the series: `x` may have an @ in its name, too.
const KNOWN = new RegExp(`^(?:([^=@]+)=)?([^=].*?@(?:${SERIES_KEEPS.join('|')}))(?::(.+))?$`, 's')
const SERIES = /^(?:([^=@]+)=)?([^=].*@[a-z]+)(?::(.+))?$/s

/**
 * The parser that a `--metric` argument stands for.
 *
 * From a log: `acc=train:/test_acc=([\d.]+)/@last`, or with the steps of a series
 * `loss=train:/loss=([^,]+)/@all:/Iter (\d+)/`. `@keep` is `@last` if left out; `train` is a command
 * or the name of a file (see `logMetric`). From what the run recorded: `train.loss@last`, or with
 * the steps of another series `loss=train.loss@all:train.epoch` (see `seriesMetric`).
 *
 * @throws AssayError that shows the forms.
 */
export function metricFromArgument(argument: string): DeclaredParser {
  const inLog = LOG.exec(argument)
  const recorded =
    inLog || argument.includes(':/') ? null : (KNOWN.exec(argument) ?? SERIES.exec(argument))
  try {
    if (inLog) return fromLog(inLog)
    if (recorded) return fromSeries(recorded)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new AssayError(`--metric '${argument}': ${reason}`)
  }
  throw new AssayError(
    `--metric '${argument}' is not of the form ${METRIC_FORM} or ${SERIES_FORM}; ` +
      String.raw`for example --metric 'acc=train:/test_acc=([\d.]+)/@last' or --metric train.loss@min`,
  )
}

export const SERIES_OPTION_FORM = '[name=]series[:x] or name=log:/pattern/:/step/'

/**
 * The parser of a whole series that a `--series` argument stands for: what a run recorded,
 * `train.loss` or `loss=train.loss:train.epoch`, or all that a pattern finds in a log,
 * `loss=train:/loss=([^,]+)/:/Iter (\d+)/`.
 *
 * @throws AssayError that shows the forms.
 */
export function seriesFromArgument(argument: string): DeclaredParser {
  const log = /^([^=]+=.+?:\/.*?\/[a-z]*)(?:@all)?(:\/.*\/)?$/s.exec(argument)
  if (log) return metricFromArgument(`${log[1] ?? ''}@all${log[2] ?? ''}`)
  const recorded = /^(?:([^=@]+)=)?([^=].*?)(?:@all)?(?::(.+))?$/s.exec(argument)
  if (!recorded)
    throw new AssayError(`--series '${argument}' is not of the form ${SERIES_OPTION_FORM}.`)
  const [, name, source = '', x] = recorded
  return seriesMetric(`${source}@all`, { name: name ?? source, ...(x === undefined ? {} : { x }) })
}

function fromLog(parts: RegExpExecArray): DeclaredParser {
  const [, name = '', log = '', pattern = '', flags = '', keep = 'last', step] = parts
  if (!isKeep(keep)) throw new AssayError(`no way to keep is '@${keep}'.${didYouMean(keep, KEEPS)}`)
  const match = new RegExp(pattern, flags)
  return logMetric(name, { log, match, keep, ...(step === undefined ? {} : { step }) })
}

function fromSeries([, name, series = '', x]: RegExpExecArray): DeclaredParser {
  // A table in a terminal needs no types: a text is shown as it is.
  const as = x === undefined && /@(?:last|first)$/.test(series) ? 'value' : 'number'
  return seriesMetric(series, {
    as,
    ...(name === undefined ? {} : { name }),
    ...(x === undefined ? {} : { x }),
  })
}

function isKeep(word: string): word is Keep {
  return (KEEPS as readonly string[]).includes(word)
}
