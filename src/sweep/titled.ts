import { didYouMean } from '../did-you-mean.js'
import type { Located } from '../readers/yaml/documents.js'
import { pythonStr } from '../values/python-text.js'
import { cellOf } from './cell.js'
import { choiceEntries } from './choice.js'
import type { SweepSource } from './source.js'
import { SweepError } from './sweep-error.js'

/** The choices of a sweep, or those that have the title; an error when there are none. */
export function chosenDocuments(
  { file, first, choices }: SweepSource,
  title: string | undefined,
): readonly Located[] {
  if (choices.length === 0) {
    throw new SweepError(
      "There are no choices to run. Add a document of params after the first: '---', then 'lr: [0.1, 0.2]'.",
      { file, line: first.line },
    )
  }
  const titles = choices.map((document) => titleOf(document, file))
  if (title === undefined) return choices
  const chosen = choices.filter((_, index) => titles[index] === title)
  if (chosen.length > 0) return chosen
  const known = new Set(titles.filter((one) => one !== undefined))
  if (known.size === 0) {
    throw new SweepError(
      `No choice has a '_title', so none is '${title}'. Add '_title: ${title}' to the choices to run.`,
      { file, line: choices[0]?.line },
    )
  }
  const line = firstTitle(choices, file)
  throw new SweepError(`No choice has the title '${title}'.${didYouMean(title, known)}`, {
    file,
    line,
  })
}

function titleOf(document: Located, file: string | undefined): string | undefined {
  const entry = choiceEntries(document, file).find(({ name }) => name === '_title')
  return entry && pythonStr(cellOf(entry.value).value)
}

function firstTitle(choices: readonly Located[], file: string | undefined): number | undefined {
  const entries = choices.flatMap((document) => choiceEntries(document, file))
  return entries.find(({ name }) => name === '_title')?.line
}
