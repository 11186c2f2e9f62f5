// Sets tables with pdflatex, if need be by the packages texlive-latex-base and
// texlive-latex-recommended. It fails where a table does not compile, or pdflatex is not there.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { table } from 'arquero'
import { latexText } from '../../../dist/formats/latex-text.js'
import { toLatex } from '../../../dist/formats/latex.js'
import { Estimate } from '../../../dist/stats/estimate.js'

const range = (from, to) =>
  Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i))

/** All characters that a table is said to need no other LaTeX for. */
const characters = [...range(0, 0x17e), ...range(0x391, 0x3f5), ...range(0x2010, 0x22ff)].filter(
  (character) => !toLatex(table({ [character]: [1] })).includes('% It has'),
)
const best = { value: 0.92761, low: 0.92446, high: 0.93076, n: 5, mark: 'best' }
const tables = [
  toLatex(
    table({
      'lr_x%': [0.1, -0.01, 1e-7, NaN, -Infinity],
      text: ['[a] 50% & $5 #1_{x}~^\\', '*', '\\input{x}', '\'--` "<>|?`,,\n!`', null],
      acc: [new Estimate(best), new Estimate({ ...best, mark: 'tied', of: 6 }), null, 1, 2n ** 70n],
      loss_mean: [1.234e-7, 1, 2, null, 5],
      loss_ci95: [3e-10, 0.1, null, null, 0],
      loss_n: [5, 5, 1, 0, 2],
    }),
    { caption: 'A caption of 50%', label: 'tab:x_1' },
  ),
  toLatex(table({ character: characters, code: characters.map((c) => c.codePointAt(0)) })).replace(
    /\\midrule\n[^]*\\bottomrule/,
    '\\midrule\n\\bottomrule',
  ),
  characters.map((character) => latexText(character)).join('\n'),
]

const folder = mkdtempSync(join(tmpdir(), 'assay-latex-'))
try {
  writeFileSync(
    join(folder, 'tables.tex'),
    `\\documentclass{article}
\\usepackage[T1]{fontenc}
\\usepackage{booktabs}
\\begin{document}
${tables.join('\n\n')}
\\end{document}
`,
  )
  const options = ['-interaction=nonstopmode', '-halt-on-error', '-no-shell-escape', 'tables.tex']
  execFileSync('pdflatex', options, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] })
  process.stdout.write(`pdflatex set ${characters.length} characters in tables.\n`)
} catch (error) {
  process.stderr.write(`${String(error.stdout ?? error).slice(-2000)}\n`)
  process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
