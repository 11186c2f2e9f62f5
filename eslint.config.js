import eslint from '@eslint/js'
import tseslint from 'typescript-eslint'

// Which rooms of src/ a room may import from; the nouns beside them are open to all.
const rooms = {
  values: [],
  stats: [],
  query: ['values'],
  readers: [],
  writers: ['readers', 'values'],
  artifacts: ['readers'],
  layouts: ['readers', 'values'],
  parsers: ['readers'],
  table: ['values'],
  groups: ['stats', 'table', 'values'],
  curves: ['groups', 'stats', 'values'],
  formats: ['readers', 'stats', 'values'],
  sweep: ['readers', 'values', 'writers'],
  state: ['readers', 'values', 'writers'],
  pool: ['state', 'sweep', 'values', 'writers'],
  slurm: ['pool', 'state', 'sweep', 'values', 'writers'],
  examiner: [
    'artifacts',
    'formats',
    'layouts',
    'parsers',
    'query',
    'readers',
    'state',
    'table',
    'values',
  ],
  chart: ['curves', 'stats', 'values'],
  learn: ['parsers', 'readers', 'values'],
  report: ['curves', 'table', 'values'],
  page: ['chart', 'formats', 'groups', 'query', 'report', 'stats', 'table', 'values'],
  notebook: ['chart', 'examiner', 'formats', 'groups', 'learn', 'pool', 'stats', 'table', 'values'],
  cli: [
    'chart',
    'curves',
    'examiner',
    'formats',
    'groups',
    'layouts',
    'learn',
    'parsers',
    'pool',
    'query',
    'report',
    'slurm',
    'state',
    'sweep',
    'table',
    'values',
    'writers',
  ],
}

const dependencyDirection = Object.entries(rooms).map(([room, open]) => {
  const closed = Object.keys(rooms).filter((other) => other !== room && !open.includes(other))
  return {
    files: [`src/${room}/**/*.{ts,tsx}`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^(\\.\\./)+(${closed.join('|')})/`,
              message: `src/${room} may import only the nouns${open.map((o) => `, ${o}`).join('')}.`,
            },
            ...(room === 'cli'
              ? []
              : [{ regex: '^(\\.\\./)+index\\.js$', message: 'Import from where it stands.' }]),
          ],
        },
      ],
    },
  }
})

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'test/fixtures', 'test/consumers'] },
  eslint.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-console': 'error',
    },
  },
  {
    files: ['src/*.ts'],
    ignores: ['src/index.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^\\./.+/', message: 'A noun imports no room.' }] },
      ],
    },
  },
  ...dependencyDirection,
  { files: ['examples/**', 'bench/**', 'scripts/**'], rules: { 'no-console': 'off' } },
  { files: ['**/*.{js,mjs}'], ...tseslint.configs.disableTypeChecked },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
)
