import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ParamValue } from '../../src/experiment.js'
import { planSweep } from '../../src/sweep/plan.js'
import { sweepSourceOf } from '../../src/sweep/object-source.js'
import { shellQuote } from '../../src/sweep/shell-quote.js'
import { SweepError } from '../../src/sweep/sweep-error.js'
import { FIXTURES, planOf, scriptsOf, sweepText } from './sweep-text.js'

type Outcome = string | { readonly error: string }
interface Vector {
  readonly value: unknown
  readonly '{p}': Outcome
  readonly '[p]': Outcome
}

const { placeholder_and_flag: vectors } = JSON.parse(
  readFileSync(new URL('expected/vectors.json', FIXTURES), 'utf8'),
) as { placeholder_and_flag: readonly Vector[] }

const FLOATS: readonly unknown[] = ['1.0', '-0.0', '1e+16']

function planned(template: string, values: Readonly<Record<string, ParamValue>>) {
  const choice = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]]))
  const source = sweepSourceOf({ template: { run: template }, choices: [choice], resource: [0] })
  return planSweep(source, { time: '', exists: () => false })
}

const scriptOf = (template: string, values: Readonly<Record<string, ParamValue>>): string =>
  planned(template, values).task(0).commands[0]?.script ?? ''

/** The script, or that there is an error. */
function outcomeOf(template: string, value: unknown): Outcome {
  try {
    return scriptOf(template, { p: value as ParamValue })
  } catch (error) {
    if (error instanceof SweepError) return { error: 'ValueError' }
    throw error
  }
}

test.each(vectors)('mlrunner fills in $value as $[p]', (vector) => {
  for (const template of ['{p}', '[p]'] as const) {
    const expected = vector[template]
    // A whole number of an object is an int.
    const isFloat =
      typeof expected === 'string' && FLOATS.some((one) => expected.endsWith(String(one)))
    if (isFloat && typeof vector.value === 'number') continue
    const wanted = typeof expected === 'string' ? expected : { error: expected.error }
    expect(outcomeOf(template, vector.value)).toEqual(wanted)
  }
})

test('floats and ints keep their texts', () => {
  const plan = planOf(sweepText('{a} {b} {c} [d]', 'a: 1.0\nb: 1\nc: -0.0\nd: 1.0e+16'))
  expect(scriptsOf(plan)).toEqual(['1.0 1 -0.0 --d 1e+16'])
})

/** What bash prints, cut at the NULs. */
function printed(script: string, cwd?: string): readonly string[] {
  const { stdout } = spawnSync('bash', ['-c', script], { encoding: 'buffer', cwd })
  return stdout.toString('utf8').split('\0').slice(0, -1)
}

const hostile = fc
  .array(
    fc.constantFrom(
      ...Array.from(`'"$\`\\!{}[]()<>|&;#~*?=-/a0 \n\t\r`),
      '$(',
      '${a}',
      "'\"'\"'",
      'é',
      '🎉',
    ),
  )
  .map((parts) => parts.join(''))
const text = fc.oneof(
  hostile,
  fc.string({ unit: 'binary' }).filter((one) => !one.includes('\0')),
)

test('a value arrives in the command as it is, whatever it is', () => {
  fc.assert(
    fc.property(text, text, (x, y) => {
      expect(printed(scriptOf(String.raw`printf '%s\0' {x} [y]`, { x, y }))).toEqual([x, '--y', y])
    }),
  )
})

const QUOTED = [
  // The quotes that make it one word arrive with it, as they do in mlrunner.
  ['in double quotes', String.raw`printf '%s\0' "a {x} b"`, (x: string) => `a ${shellQuote(x)} b`],
  ['in single quotes', String.raw`printf '%s\0' 'a {x} b'`, (x: string) => `a ${shellQuote(x)} b`],
  ['for another shell', String.raw`bash -c 'printf "%s\0" {x}'`, (x: string) => x],
  ['for another shell in double quotes', String.raw`bash -c "printf '%s\0' {x}"`, (x: string) => x],
  ['in $(…)', String.raw`printf '%s\0' "$(printf '%s.' {x})"`, (x: string) => `${x}.`],
  [
    'in quotes in $(…)',
    String.raw`printf '%s\0' "$(printf '%s' "{x}.")"`,
    (x: string) => `${shellQuote(x)}.`,
  ],
  ['in (…)', String.raw`(printf '%s\0' {x})`, (x: string) => x],
  ['in a here-string', String.raw`tr '\n' '\n' <<< {x}; printf '\0'`, (x: string) => `${x}\n`],
] as const

test.each(QUOTED)('a value %s does not expand or leave its place', (_, template, arrived) => {
  fc.assert(
    fc.property(text, (x) => {
      expect(printed(scriptOf(template, { x }))).toEqual([arrived(x)])
    }),
    { numRuns: 60 },
  )
})

const UNSAFE = [
  'echo `echo {x}`',
  "echo $'{x}'",
  'cat << {x}',
  'echo a # {x}',
  'echo ${x}',
  'echo "${x}"',
  'echo \\{x}',
  'echo ${a:-{x}}',
  'echo $(( {x} + 1 ))',
  '(( a = {x} ))',
  '[[ {x} -eq 1 ]]',
  'a[{x}]=1',
  `bash -c "echo '{x}'"`,
  `bash -c 'echo "{x}"'`,
  `bash -c 'echo '\\''{x}'\\'''`,
  'echo $(case a in a) echo {x};; esac)',
]

test.each(UNSAFE)(
  'where no quoting helps, only a value that needs none is taken: %s',
  (template) => {
    expect(() => scriptOf(template, { x: 'a b' })).toThrow(
      /cannot be made safe\. Move the placeholder/,
    )
    expect(scriptOf(template, { x: 'a-1' })).toBe(template.replace('{x}', 'a-1'))
  },
)

const FRAGMENTS = `' " " $( ) \` \${ } (( )) $(( \\ a # <<< << $ -eq echo ; | a[ ] = a:- ( && $' "$ \\" \\' <(`
const VALUES = [
  '$(touch canary)',
  "';touch canary;'",
  '";touch canary;"',
  '`touch canary`',
  '\ntouch canary\n',
  'a[$(touch canary)]',
  '))$(touch canary)',
  "\\';touch canary;\\'",
]

test('no value runs, whatever shell text stands around it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quoting-'))
  const around = fc.array(fc.constantFrom(...FRAGMENTS.split(' '), ' ', '[[ ', ' ]]'), {
    maxLength: 5,
  })
  fc.assert(
    fc.property(around, around, fc.constantFrom(...VALUES), (before, after, x) => {
      const template = `${before.join('')}{x}${after.join('')}`
      if (typeof outcomeOf(template.replace('{x}', '{p}'), x) !== 'string') return
      spawnSync('timeout', ['2', 'bash', '-c', scriptOf(template, { x })], {
        cwd: folder,
        stdio: 'ignore',
      })
      expect(existsSync(join(folder, 'canary'))).toBe(false)
    }),
    { numRuns: 300 },
  )
  rmSync(folder, { recursive: true })
})

test('a placeholder in quotes is noted once, when a value needs quotes', () => {
  const template = `x "{a}" '{b}' {c}`
  expect(planOf(sweepText(template, 'a: [x, 1]\nb: y\nc: a b')).notes).toEqual([])
  expect(planOf(sweepText(template, 'a: [x y, y z]\nb: y\nc: a b')).notes).toEqual([
    expect.stringMatching(
      /^params.yaml:2: {a} of 'run' stands in quotes, .* such as 'x y' arrives/,
    ),
  ])
})

test("a task's folder is quoted as values are", () => {
  const plan = planOf(sweepText('x {_output}/log "{_name}" [_time]', 'note: it is'))
  expect(scriptsOf(plan)).toEqual([
    `x 'output/Note_it is'/log "'Note_it is'" --_time 20261121.085819`,
  ])
})

test('line breaks are folded into blanks, with the blanks around them', () => {
  const text =
    'template:\n  run: |\n    a  b \n      {x}\n\n    c\nresource: [0]\n---\nx: "1\\n2"\n'
  expect(scriptsOf(planOf(text))).toEqual(["a  b '1\n2' c "])
})
