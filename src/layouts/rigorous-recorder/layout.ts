import type { Params } from '../../experiment.js'
import type { Layout, Place, Report, Run } from '../layout.js'
import { fitTable, tooManyParams } from '../param-bounds.js'
import { asData, merged, type Chain } from './chains.js'
import { experimentsOf, type Rows } from './experiments.js'
import { keysOf, pointsOf } from './points.js'
import { readRecording } from './read.js'
import { recognise } from './recognise.js'
import type { Records } from './records.js'

const DETAILS = new Set(['experiment_start_time', 'experiment_end_time', 'experiment_duration'])

/**
 * What rigorous_recorder leaves on disk: a collection's folder (or file, before April 2022), a pickle
 * that `save_to` wrote, a YAML file that `live_write_to` wrote.
 *
 * Each experiment of a collection is a run: its id is the experiment's number, after an error with
 * the count of errors, as in `2-error-1`. Its params are the tool's data of the experiment, what was
 * given to `new_experiment`, and the data of the collection. The last experiment is a run even without
 * a record; records that belong to no experiment are the run `no-experiment`. Any other file is one
 * run, with the data of its recorder and of the recorder's parents.
 *
 * A run's series are the keys that its records own, over the number of the record in the run, from
 * 0. What records inherit from recorders is in `readRecords`.
 */
export const rigorousRecorder: Layout = {
  name: 'rigorous-recorder',
  looksLike:
    "a .collection folder, a recorder's .pickle, or a .yaml that begins with parent_data_snapshot",
  recognise,
  open: openPlace,
  isDetail: (param) => DETAILS.has(param),
}

function openPlace(place: Place, report: Report): readonly Run[] {
  const recording = readRecording(place.path, report)
  const { records } = recording
  if (recording.kind === 'single') {
    const lineage = recording.lineage.map((data) => asData(data) ?? {})
    return [runOf(place, records, lineage, allOf(records), undefined)]
  }
  const parts = experimentsOf(records, recording.info)
  return parts.map(({ id, lineage, rows }) => {
    return runOf(place, records, lineage, rows, id ?? (parts.length > 1 ? 'no-experiment' : id))
  })
}

function runOf(
  place: Place,
  records: Records,
  lineage: Chain,
  rows: Rows,
  id: string | undefined,
): Run {
  return {
    ...(id === undefined ? {} : { id }),
    params: (report) => params(place, lineage, report),
    seriesNames: () => keysOf(records, rows),
    points: (name) => pointsOf(records, name, rows),
  }
}

function params(place: Place, lineage: Chain, report: Report): Params {
  if (fitTable(lineage)) return merged(lineage)
  report(tooManyParams(place.path))
  return {}
}

function allOf(records: Records): Rows {
  return { first: 0, last: records.length - 1, has: () => true, index: (row) => row }
}
