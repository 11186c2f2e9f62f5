import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Params, ParamValue } from '../../experiment.js'
import { mapEntries } from '../../values/map-entries.js'
import type { Report } from '../layout.js'
import { readYaml } from '../read-yaml.js'
import { withoutEmptyMaps } from '../without-empty-maps.js'

/**
 * A run's configuration as `config`, its circumstances as `info`, and in logs of 2023 the tool's own
 * settings as `mlxp`. A map with nothing in it is left out at any depth, as MLXP's reader does.
 *
 * `undefined` when the configuration or the circumstances are not there; a damaged one is an issue
 * and the other is kept.
 */
export function readParams(run: string, report: Report): Params | undefined {
  const folder = join(run, 'metadata')
  const config = readYaml(join(folder, 'config.yaml'), report)
  const info = config && readYaml(join(folder, 'info.yaml'), report)
  if (config === undefined || info === undefined) {
    const missing = config ? 'info.yaml' : 'config.yaml'
    const file = join(folder, missing)
    report({ code: 'param-missing', file, message: whyMissing(run, missing) })
    return undefined
  }
  const params: Params = {}
  const keep = (name: string, value: ParamValue | undefined): void => {
    if (value === undefined) return
    reportNoMap(join(folder, `${name}.yaml`), value, report)
    params[name] = value
  }
  keep('config', config.value)
  keep('info', info.value)
  const settings = join(folder, 'mlxp.yaml')
  if (existsSync(settings)) keep('mlxp', readYaml(settings, report)?.value)
  return withoutEmptyMaps(params)
}

function whyMissing(run: string, missing: string): string {
  const has = (file: string): boolean => existsSync(join(run, 'metadata', file))
  if (missing === 'config.yaml' && has('config_unresolved.yaml')) {
    return (
      `${run} was submitted to a scheduler and has not started, for metadata/config.yaml is written ` +
      `at the start; it was skipped.`
    )
  }
  const all = missing === 'config.yaml' && !has('info.yaml') ? 'config.yaml and info.yaml' : missing
  return (
    `${run} has no ${all} in metadata/; it was skipped. ` +
    `(Only mlxp.launch writes them, not a Logger alone.)`
  )
}

function reportNoMap(file: string, value: ParamValue, report: Report): void {
  if (value === null) {
    const message = `${file} is empty (a crash while it was written?).`
    report({ code: 'param-empty', file, message })
  } else if (mapEntries(value) === undefined) {
    const message = `${file} is not a map; it should hold lines such as "lr: 0.1".`
    report({ code: 'param-not-a-map', file, line: 1, message })
  }
}
