import { didYouMean } from '../did-you-mean.js'
import { AssayError } from '../issue.js'
import { KEEPS, logMetric, type Keep } from '../parsers/log-metric.js'
import type { DeclaredParser } from '../parsers/parser.js'

export const METRIC_FORM = 'name=log:/pattern/@keep'

const FORM = /^([^=]+)=(.+?):\/(.*?)\/([a-z]*)(?:@([a-z]+)(?::\/(.*)\/)?)?$/s

/**
 * The parser that a `--metric` argument stands for: `acc=train:/test_acc=([\d.]+)/@last`, or with
 * the steps of a series `loss=train:/loss=([^,]+)/@all:/Iter (\d+)/`. `@keep` is `@last` if left
 * out; `train` is a command or the name of a file (see `logMetric`).
 *
 * @throws AssayError that shows the form.
 */
export function metricFromArgument(argument: string): DeclaredParser {
  const parts = FORM.exec(argument)
  if (!parts) {
    throw new AssayError(
      `--metric '${argument}' is not of the form ${METRIC_FORM}; ` +
        String.raw`for example --metric 'acc=train:/test_acc=([\d.]+)/@last'`,
    )
  }
  const [, name = '', log = '', pattern = '', flags = '', keep = 'last', step] = parts
  if (!isKeep(keep)) {
    throw new AssayError(
      `--metric '${argument}': no way to keep is '@${keep}'.${didYouMean(keep, KEEPS)}`,
    )
  }
  try {
    const match = new RegExp(pattern, flags)
    return logMetric(name, { log, match, keep, ...(step === undefined ? {} : { step }) })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new AssayError(`--metric '${argument}': ${reason}`)
  }
}

function isKeep(word: string): word is Keep {
  return (KEEPS as readonly string[]).includes(word)
}
