const SPECIAL: Readonly<Record<string, string>> = {
  '\\': String.raw`\textbackslash{}`,
  '~': String.raw`\textasciitilde{}`,
  '^': String.raw`\textasciicircum{}`,
  '<': String.raw`\textless{}`,
  '>': String.raw`\textgreater{}`,
  '|': String.raw`\textbar{}`,
  "'": String.raw`\textquotesingle{}`,
  '`': String.raw`\textasciigrave{}`,
  '"': String.raw`\char34{}`,
}

// Greek letters and signs of mathematics, which pdflatex does not know as text.
const MATHEMATICS: Readonly<Record<string, string>> = {
  α: 'alpha',
  β: 'beta',
  γ: 'gamma',
  δ: 'delta',
  ε: 'varepsilon',
  ζ: 'zeta',
  η: 'eta',
  θ: 'theta',
  ι: 'iota',
  κ: 'kappa',
  λ: 'lambda',
  μ: 'mu',
  ν: 'nu',
  ξ: 'xi',
  π: 'pi',
  ρ: 'rho',
  ς: 'varsigma',
  σ: 'sigma',
  τ: 'tau',
  υ: 'upsilon',
  φ: 'varphi',
  χ: 'chi',
  ψ: 'psi',
  ω: 'omega',
  ϵ: 'epsilon',
  ϕ: 'phi',
  Γ: 'Gamma',
  Δ: 'Delta',
  Θ: 'Theta',
  Λ: 'Lambda',
  Ξ: 'Xi',
  Π: 'Pi',
  Σ: 'Sigma',
  Φ: 'Phi',
  Ψ: 'Psi',
  Ω: 'Omega',
  '−': 'mathord{-}',
  '≤': 'leq',
  '≥': 'geq',
  '≠': 'neq',
  '≈': 'approx',
  '∞': 'infty',
  '→': 'rightarrow',
  '←': 'leftarrow',
  '↑': 'uparrow',
  '↓': 'downarrow',
  '√': 'surd',
  '∑': 'sum',
  '∈': 'in',
  '∂': 'partial',
  '∇': 'nabla',
  '·': 'cdot',
}

/**
 * Text that LaTeX sets as it is. Letters with accents, Greek ones and common signs are for any
 * LaTeX; see {@link isForPdflatex} for what is not.
 */
export function latexText(text: string): string {
  return (
    text
      // Line ends and control characters have no place in a cell.
      .replace(/[\p{Control}\p{Surrogate}]+/gu, ' ')
      .replace(/[\\~^<>|'`"]|[#$%&_{}]/g, (sign) => SPECIAL[sign] ?? `\\${sign}`)
      // Two of them would be a dash, or another quotation mark.
      .replace(/([-,])(?=[-,])/g, '$1{}')
      // After a line of a table they would be read as its options.
      .replace(/^[[*]/, '{$&}')
      .replace(/[^\0-\x7f]/gu, (sign) => {
        const name = Object.hasOwn(MATHEMATICS, sign) ? MATHEMATICS[sign] : undefined
        return name === undefined ? sign : `\\ensuremath{\\${name}}`
      })
  )
}

/** Whether pdflatex, with its fonts in T1, has all characters of a text made by this module. */
export function isForPdflatex(text: string): boolean {
  return !NOT_IN_T1.test(text)
}

// Latin-1 and the part of Latin Extended-A that T1 has, and common punctuation.
const NOT_IN_T1 =
  /[^\0-\x7f\u00a0-\u0125\u0128-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u0165\u0168-\u017e\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]/u
