import type { ArtifactFile } from '../artifact.js'
import { IssueError } from '../issue.js'
import { readBytes } from '../readers/bytes.js'
import { readCsv } from '../readers/csv.js'
import { readJson } from '../readers/json.js'
import { readNpy } from '../readers/numpy/npy.js'
import { readNpz } from '../readers/numpy/npz.js'
import { readWhole } from '../readers/whole.js'
import { loadJsonLines, loadNumpy, loadPickles, loadYaml } from './load.js'

/** Reads an artifact of a type that Assay does not know. */
export type ArtifactLoader = (path: string) => unknown

const BY_ENDING: ReadonlyMap<string, ArtifactLoader> = new Map<string, ArtifactLoader>([
  ['json', (path) => readJson(path)],
  ...each(['jsonl', 'ndjson'], loadJsonLines),
  ...each(['yaml', 'yml'], loadYaml),
  ...each(['txt', 'text', 'log', 'md', 'out', 'err'], readWhole),
  ['csv', (path) => readCsv(path)],
  ['tsv', (path) => readCsv(path, { delimiter: '\t' })],
  ['npy', readNpy],
  ['npz', readNpz],
  ...each(['png', 'jpg', 'jpeg', 'gif', 'webp', 'bmp', 'tif', 'tiff', 'svg', 'pdf'], (path) =>
    readBytes(path),
  ),
  ...each(['pkl', 'pickle'], loadPickles),
])

const BY_TYPE: ReadonlyMap<string, ArtifactLoader> = new Map<string, ArtifactLoader>([
  ['pickle', loadPickles],
  ['numpy', loadNumpy],
  ['image', (path) => readBytes(path)],
])

/**
 * What is in an artifact: by the loader that was registered for its type, else by the ending of its
 * file, else by its type.
 *
 * JSON, YAML, JSON lines, text, CSV and TSV (an object of columns), `.npy` (NdArray), `.npz` (an
 * object of them), images (their bytes), and pickles: the value of one, an array for several.
 *
 * @throws IssueError when it cannot be read, or `artifact-unsupported`; what a registered loader
 *   throws.
 */
export function loadArtifact(
  artifact: Pick<ArtifactFile, 'name' | 'type' | 'path'>,
  loaders: ReadonlyMap<string, ArtifactLoader>,
): unknown {
  const { type, path } = artifact
  const ending = /\.([a-z\d]+)$/i.exec(path)?.[1]?.toLowerCase() ?? ''
  const load = loaders.get(type) ?? BY_ENDING.get(ending) ?? BY_TYPE.get(type)
  if (load === undefined) throw unsupported(artifact)
  return load(path)
}

function each(endings: readonly string[], load: ArtifactLoader): [string, ArtifactLoader][] {
  return endings.map((ending) => [ending, load])
}

function unsupported({
  name,
  type,
  path,
}: Pick<ArtifactFile, 'name' | 'type' | 'path'>): IssueError {
  const message =
    `Nobody said how to load ${name}, an artifact of type '${type}'. Register a loader: ` +
    `new Examiner({ artifactLoaders: { ${JSON.stringify(type)}: (path) => ... } }).`
  return new IssueError({ code: 'artifact-unsupported', file: path, message })
}
