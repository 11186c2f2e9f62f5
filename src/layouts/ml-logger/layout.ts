import { join } from 'node:path'
import type { Params } from '../../experiment.js'
import type { Layout, Place, Report } from '../layout.js'
import { withoutEmptyMaps } from '../without-empty-maps.js'
import { listArtifacts } from './artifacts.js'
import { readParameters } from './params.js'
import { openSeries } from './series.js'
import { METRICS, PARAMETERS, isLeftover, signOf } from './signs.js'

/**
 * Runs of ML-Logger: folders, nested at will, with a `parameters.pkl`, a `metrics.pkl` or both.
 *
 * Source: ML-Logger 0.10.30's ml_logger.py and server.py (github.com/geyang/ml_logger).
 */
export const mlLogger: Layout = {
  name: 'ml-logger',
  looksLike: 'a folder with parameters.pkl or metrics.pkl',
  recognise: ({ kind, files }) => (kind === 'folder' ? signOf(files) : undefined),
  open: (place) => [
    {
      params: (report) => readParams(place, report),
      ...openSeries(place.path, place.files),
      artifacts: (report) => listArtifacts(place.path, report),
    },
  ],
  claims: ({ kind, files }) => kind === 'folder' && isLeftover(files),
  nests: true,
  isDetail: (param) => param.startsWith('job.') && param !== 'job.status',
}

/** The merged parameters; none for a run that logged only metrics. */
function readParams({ path, files }: Place, report: Report): Params | undefined {
  const file = join(path, PARAMETERS)
  const hasMetrics = METRICS.some((name) => files.includes(name))
  if (!files.includes(PARAMETERS)) {
    if (hasMetrics) return {}
    const message = `${path} has neither ${PARAMETERS} nor ${METRICS[0]}; it was skipped.`
    report({ code: 'param-missing', file, message })
    return undefined
  }
  const problems: unknown[] = []
  const { params, records } = readParameters(file, (problem) => {
    problems.push(problem)
    report(problem)
  })
  if (records === 0 && problems.length === 0) {
    const outcome = hasMetrics ? 'the run has no params' : `${path} was skipped`
    const message = `${file} is empty (killed while it was written?); ${outcome}.`
    report({ code: 'param-empty', file, message })
    if (!hasMetrics) return undefined
  }
  return withoutEmptyMaps(params)
}
