import type { ArtifactFile } from '../artifact.js'
import { IssueError } from '../issue.js'

/** Reads an artifact of a type that Assay does not know. */
export type ArtifactLoader = (path: string) => unknown

/** Placeholder of the interface that the Examiner uses; the loaders come here. */
export function loadArtifact(
  artifact: ArtifactFile,
  loaders: ReadonlyMap<string, ArtifactLoader>,
): unknown {
  const own = loaders.get(artifact.type)
  if (own) return own(artifact.path)
  throw new IssueError({
    code: 'artifact-unsupported',
    file: artifact.path,
    message: `${artifact.path} is of type '${artifact.type}'.`,
  })
}
