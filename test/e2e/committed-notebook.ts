import { readFileSync } from 'node:fs'
import { globSync } from 'glob'

/** An output as nbformat has it; its texts may be in lines. */
export interface Output {
  readonly text?: Text
  readonly data?: Readonly<Record<string, Text>>
}

type Text = string | readonly string[]

interface Notebook {
  readonly cells: readonly { readonly cell_type: string; readonly outputs?: readonly Output[] }[]
}

/** The names of the repository's notebooks. */
export const notebooks: readonly string[] = globSync('*.ipynb', { cwd: 'notebooks' }).sort()

/** The outputs of each code cell, as they are committed. */
export function committedOutputs(notebook: string): (readonly Output[])[] {
  const { cells } = JSON.parse(readFileSync(`notebooks/${notebook}`, 'utf8')) as Notebook
  return cells.flatMap(({ cell_type, outputs = [] }) => (cell_type === 'code' ? [outputs] : []))
}

/** The text of an output in one piece. */
export function joined(text: Text | undefined): string {
  return [text ?? ''].flat().join('')
}
