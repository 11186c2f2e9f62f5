import { didYouMean } from '../../did-you-mean.js'
import { AssayError } from '../../issue.js'
import { aggregateNamed, type Aggregate } from './aggregate.js'

/** What is asked for: `loss`, all its values, or `loss@mean`, one value made of them. */
export interface MetricKey {
  /** As it was asked for. */
  readonly asked: string
  readonly key: string
  readonly aggregate: Aggregate | undefined
}

/**
 * Splits a key at its last `@`; but a metric that has the whole text for its name is that metric.
 *
 * @throws AssayError for a key that is not known, and for an aggregate that is not.
 */
export function metricKey(asked: string, known: ReadonlySet<string>, where: string): MetricKey {
  const at = asked.lastIndexOf('@')
  const whole = at < 0 || known.has(asked)
  const key = whole ? asked : asked.slice(0, at)
  if (!known.has(key)) {
    throw new AssayError(`There is no metric '${key}' in ${where}.${didYouMean(key, known)}`)
  }
  return { asked, key, aggregate: whole ? undefined : aggregateNamed(asked.slice(at + 1)) }
}
