import type { Categories } from './categories.js'
import { LABEL_SIZE } from './spec.js'
import { textWidth } from './text-width.js'

const LABEL_LIMIT = 180

/** An ordinal x position, whose labels are turned where they are wider than their `step` pixels. */
export function categoryX(
  { labels }: Categories,
  name: string,
  step: number,
  scale: Record<string, unknown>,
): Record<string, unknown> {
  const widest = labels.reduce((most, label) => Math.max(most, textWidth(label, LABEL_SIZE)), 0)
  const turn =
    widest <= step - 6
      ? { labelAngle: 0 }
      : step >= LABEL_SIZE * Math.SQRT2
        ? { labelAngle: -45, labelAlign: 'right', labelBaseline: 'middle' }
        : { labelAngle: -90 }
  return {
    field: 'x',
    type: 'ordinal',
    title: name,
    sort: null,
    scale: { domain: labels, ...scale },
    axis: { ...turn, labelLimit: LABEL_LIMIT, labelOverlap: step < LABEL_SIZE },
  }
}
