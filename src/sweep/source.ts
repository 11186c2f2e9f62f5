import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { AssayError } from '../issue.js'
import { readDocuments, type Located } from '../readers/yaml/documents.js'
import { checkTexts } from './check-texts.js'
import { SweepError } from './sweep-error.js'

/** A sweep as it was written: the first document says how, each other one is a choice of params. */
export interface SweepSource {
  /** The path as it was given; none for a sweep of an object. */
  readonly file: string | undefined
  readonly text: string | undefined
  readonly first: Located
  readonly choices: readonly Located[]
}

/**
 * Reads the YAML file of a sweep.
 *
 * @throws AssayError when the file cannot be read, and SweepError when it is no YAML.
 */
export function readSweepFile(file: string): SweepSource {
  return sweepSourceOfText(read(file), file)
}

/** The sweep of a YAML text; `file` is what its errors call it. */
export function sweepSourceOfText(text: string, file: string): SweepSource {
  const { documents, problems } = readDocuments(text)
  const [problem] = problems
  if (problem !== undefined) {
    throw new SweepError(`${problem.message}. Mend this line.`, { file, line: problem.line })
  }
  const [first, ...choices] = documents
  if (first === undefined) {
    throw new SweepError(
      "The file is empty. Begin with a document of 'template' and 'resource', then one document " +
        'of params for each grid.',
      { file, line: 1 },
    )
  }
  for (const document of documents) checkTexts(document, file)
  return { file, text, first, choices }
}

function read(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file))
  } catch (error) {
    if (error instanceof TypeError) {
      throw new SweepError('The file is not UTF-8; save it as UTF-8.', { file })
    }
    const reason = error instanceof Error ? error.message : String(error)
    throw new AssayError(
      `No sweep was read from '${basename(file)}': ${reason}. Name another file.`,
    )
  }
}
