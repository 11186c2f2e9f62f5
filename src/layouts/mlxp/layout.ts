import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Layout, Place } from '../layout.js'
import { listArtifacts } from './artifacts.js'
import { openMetrics } from './metrics.js'
import { readParams } from './params.js'

/**
 * Runs of MLXP: numbered folders with `metadata/`, `metrics/` and `artifacts/` in them.
 *
 * All of a run is read from its own folder, wherever that was moved to; MLXP's reader goes by the
 * number in its `info.yaml`.
 *
 * Source: MLXP 1.0's logger.py and reader.py (github.com/inria-thoth/mlxp), and its logs of 2023.
 */
export const mlxp: Layout = {
  name: 'mlxp',
  looksLike: 'a folder with metadata/config.yaml or metadata/info.yaml',
  recognise,
  open: ({ path }) => [
    {
      params: (report) => readParams(path, report),
      ...openMetrics(path),
      artifacts: (report) => listArtifacts(path, report),
    },
  ],
  claims: isNumbered,
  isDetail: (param) => /^(?:info|mlxp)(?:\.|$)/.test(param) && param !== 'info.status',
}

// Other tools have a folder `metadata` too: where the names do not tell, one more look is due.
const METADATA = ['metadata/config.yaml', 'metadata/info.yaml']

function recognise(place: Place): string | undefined {
  const hasMetadata = place.folders.includes('metadata')
  const others = ['metrics', 'artifacts'].filter((name) => place.folders.includes(name))
  if (hasMetadata && others.length > 0 && isNumbered(place))
    return `metadata/ and ${others[0] ?? ''}/`
  if (hasMetadata) {
    const found = METADATA.find((file) => existsSync(join(place.path, file)))
    if (found !== undefined) return found
  }
  return isNumbered(place) && others.includes('metrics')
    ? 'metrics/ in a numbered folder'
    : undefined
}

/** Whether MLXP may have given a folder its name: the number of the run. */
function isNumbered({ name }: Place): boolean {
  return /^\d+$/.test(name)
}
