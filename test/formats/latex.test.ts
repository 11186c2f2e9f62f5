import { expect, test } from 'vitest'
import { aq, AssayError } from '../../src/index.js'
import { toLatex } from '../../src/formats/latex.js'

test('a table with the lines of booktabs, and the packages that it needs', () => {
  expect(toLatex(aq.table({ lr: [0.1, -1e-7], name: ['a', null] }))).toBe(
    String.raw`% \usepackage[T1]{fontenc}
% \usepackage{booktabs}
\begin{tabular}{rl}
\toprule
lr & name \\
\midrule
0.1 & a \\
$-1 \times 10^{-7}$ &  \\
\bottomrule
\end{tabular}
`,
  )
})

test.each([
  ['50% & $5 #1_{x}', String.raw`50\% \& \$5 \#1\_\{x\}`],
  ['~^\\', String.raw`\textasciitilde{}\textasciicircum{}\textbackslash{}`],
  ['a--b, ?`', String.raw`a-{}-b, ?\textasciigrave{}`],
  ['[a]', '{[}a]'],
  ['*', '{*}'],
  ['λ ≥ é', String.raw`\ensuremath{\lambda} \ensuremath{\geq} é`],
  ['a\nb\0', 'a b '],
  [String.raw`\input{/etc/passwd}`, String.raw`\textbackslash{}input\{/etc/passwd\}`],
])('%j is escaped', (text, latex) => {
  expect(toLatex(aq.table({ x: [text] }))).toContain(`\\midrule\n${latex} \\\\\n`)
})

test('what pdflatex does not know is said at the top', () => {
  expect(toLatex(aq.table({ x: ['漢'] }))).toContain('% It has characters that pdflatex')
  expect(toLatex(aq.table({ x: ['é–λ'] }))).not.toContain('pdflatex')
})

test('a caption makes it a float, with a label', () => {
  const table = aq.table({ x: [1] })
  expect(toLatex(table, { caption: '50% more', label: 'tab:x_1' })).toContain(
    String.raw`\begin{table}
\centering
\caption{50\% more}
\label{tab:x_1}
\begin{tabular}`,
  )
  expect(() => toLatex(table, { caption: 'a', label: 'a}b' })).toThrow(AssayError)
  expect(() => toLatex(table, { label: 'a' })).toThrow('stands with a caption')
})
