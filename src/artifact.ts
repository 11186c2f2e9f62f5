/** A file that a run stored by name. */
export interface ArtifactFile {
  /** Its path among the run's artifacts, with `/` between the parts: `pickle/eval/res.pkl`. */
  readonly name: string
  /** What the tool calls its kind: `pickle`, `numpy`, `image`, ... */
  readonly type: string
  readonly path: string
  /** In bytes; `undefined` when the file is not there. */
  readonly size: number | undefined
}

/** A file that a run stored, and that is read when it is asked for. */
export interface Artifact extends ArtifactFile {
  /**
   * What is in it. Code that was stored in it is never run.
   *
   * @throws IssueError when it cannot be read, or nobody said how to read this type.
   */
  readonly load: () => unknown
}
