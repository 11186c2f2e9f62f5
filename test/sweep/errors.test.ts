import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { AssayError } from '../../src/issue.js'
import { sweepSourceOf } from '../../src/sweep/object-source.js'
import { planSweep } from '../../src/sweep/plan.js'
import { readSweepFile } from '../../src/sweep/source.js'
import { SweepError } from '../../src/sweep/sweep-error.js'
import { errorOf, FIXTURES, planOf, sweepText } from './sweep-text.js'

const BAD: readonly (readonly [string, RegExp, string | undefined])[] = [
  [
    'alias_in_template',
    /^params.yaml:3: {size} is an alias.* Write what it stands for: {n}\.$/,
    undefined,
  ],
  [
    'alias_uneven',
    /^params.yaml:7: 'size: m' of 'alias' gives k, .* the same params\.$/,
    undefined,
  ],
  [
    'alias_unknown',
    /^params.yaml:10: The alias 'size' has no value 'xl'. There are: s, m\.$/,
    undefined,
  ],
  ['both', /^params.yaml:3: 'a' has both {x} and \[x\]\. Keep one/, undefined],
  ['empty', /^params.yaml:1: The file is empty\. Begin with/, undefined],
  ['empty_template', /^params.yaml:2: 'template' holds no command\. Give/, undefined],
  [
    'list_value',
    /^params.yaml:6: {x} of 'a' cannot be filled with \[1, 2\]\. Give 'x' a text/,
    undefined,
  ],
  ['no_choices', /^params.yaml:2: There are no choices to run\. Add/, undefined],
  [
    'no_resource',
    /^params.yaml:2: The first document has no 'resource'\. List the GPUs/,
    undefined,
  ],
  [
    'no_value',
    /^params.yaml:3: No value .* for \[y\] of 'a' \(line 3\)\. Add it to 'default'/,
    undefined,
  ],
  ['null_value', /^params.yaml:6: \[x\] of 'a' cannot be filled with None\./, undefined],
  ['resource_scalar', /^params.yaml:4: 'resource' is the value 0 and no list\. List/, undefined],
  [
    'title_unknown',
    /^params.yaml:6: No choice has the title 'second'. There are: first\.$/,
    'second',
  ],
  ['title_unset', /^params.yaml:6: No choice has a '_title'.* Add '_title: second'/, 'second'],
]

test.each(BAD)(
  'the bad file %s has an error with its line and what to do',
  (name, message, title) => {
    const text = readFileSync(new URL(`stdout/errors/${name}.yaml`, FIXTURES), 'utf8')
    expect(errorOf(text, { title })).toMatch(message)
  },
)

test('a boolean in {braces} is no error, as in mlrunner', () => {
  const file = 'stdout/errors/bool_placeholder.yaml'
  const plan = planOf(readFileSync(new URL(file, FIXTURES), 'utf8'))
  const scripts = [0, 1, 2, 3].map((index) => plan.task(index).commands[0]?.script)
  expect(scripts).toEqual(['echo True --y', 'echo True ', 'echo False --y', 'echo False '])
})

const CHOICES: readonly (readonly [string, RegExp])[] = [
  ['a: 1\n_cmd: [rum]', /^params.yaml:6: There is no command 'rum'. Did you mean 'run'\?/],
  ['', /^params.yaml:4: This document is empty. Take its '---' out/],
  ['[a, b]', /^params.yaml:5: This document is a list and no map\. Write params/],
  [
    'a: !!python/tuple [1, 2]',
    /^params.yaml:5: 'a' is a tuple, which is one value. Put it into a list/,
  ],
  ['a: []', /^params.yaml:5: 'a' has an empty list of values/],
  ['1: x', /^params.yaml:5: This document: the name 1 is no text/],
  ['_titel: x\na: 1', /^params.yaml:5: '_titel' is not known. Did you mean '_title'\?/],
  ['_output: x\na: 1', /^params.yaml:5: '_output' is what each task tells of itself/],
  ['_title: x', /^params.yaml:5: This choice has no param, and so its task no name/],
  ['a: 1\na: 2', /^params.yaml:6: .*twice/],
  ['a: "x\\0"', /^params.yaml:5: A text holds a NUL/],
  ['a: "\\uD83D"', /^params.yaml:5: /],
  ['a: !!python/object:os.system {}', /^params.yaml:5: /],
  ['a: [1', /^params.yaml:\d: /],
  ['a: 0..9999999999999', /^params.yaml:5: These are 10000000000000 values/],
  ['a: 0..1000\nb: 0..1000', /^params.yaml:5: With this choice there are 1002001 combinations/],
  ['a: [1, 2]\n_zip: [a, aa]', /^params.yaml:6: _zip: this choice has no param 'aa'. Did you mean/],
  ['a: [1, 2]\nb: 1\n_zip: [a, b]', /as many values each: a has 2, b has 1\. Give/],
  ['a: 1\nb: 1\n_zip: [[a, b], [b, a]]', /'b' is named twice/],
  ['a: 1\n_zip: 3', /this is the value 3 and no list/],
  ['a: 1\n_when: { c: { a: 1 } }', /_when: this choice has no param 'c'/],
  ['a: 1\nb: 1\n_when: { b: { a: 2 } }', /'a' has no value '2' here\. Did you mean '1'\?/],
  ['a: 1\nb: 1\n_when: { a: { b: 1 }, b: { a: 1 } }', /in a circle: a -> b -> a\. Take/],
  ['a: 1\n_when: { a: {} }', /names no param/],
  ['a: 1\n_exclude: { a: 1 }', /leaves no combination/],
  ['a: 1\n_exclude: [{ bb: 1 }]', /this choice has no param 'bb'/],
  ['a: 1\n_repeat: 0', /'_repeat' is the value 0\. Give how often/],
  ['repeat: 1\n_repeat: 2', /Rename it/],
]

test.each(CHOICES)('the choice %j has an error with its line and what to do', (choice, message) => {
  expect(errorOf(sweepText('x {a}', choice))).toMatch(message)
})

const HEADS: readonly (readonly [string, RegExp])[] = [
  ['[a]', /^params.yaml:1: The first document is a list and no map/],
  ['resource: [0]', /^params.yaml:1: The first document has no 'template'/],
  ['template: { run: 5 }', /^params.yaml:1: The template of 'run' is the value 5 and no text/],
  ['template: { a/b: x }', /cannot be. Give it a name of 1 to 100 bytes without/],
  ['template: { a: x }\nresource: []', /^params.yaml:2: 'resource' is an empty list/],
  ['template: { a: x }\nresource: [0]\nalias: { b: { c: 1 } }', /is the value 1 and no map/],
  [
    'template: { a: x }\nresource: [0]\nalias: { b: {} }',
    /^params.yaml:3: The alias 'b' is an empty/,
  ],
  ['template: { a: x }\nresource: [0]\nalias: { b: { c: { _name: 1 } } }', /'_name' is what each/],
  ['template: { a: x }\nresource: [0]\ndefault: 3', /'default' is the value 3 and no map/],
  ['template: { a: x }\nresource: [0]\nslurm: { a: [1] }', /'a' of 'slurm' is a list/],
]

test.each(HEADS)('the first document %j has an error with its line', (head, message) => {
  expect(errorOf(`${head}\n---\na: 1\n`)).toMatch(message)
})

test('all placeholders without a value are told at once, with their lines', () => {
  const text = 'template:\n  a: >\n    x {b}\n    [c] {d}\n  e: ${HOME}\nresource: [0]\n---\nd: 1\n'
  expect(errorOf(text)).toBe(
    "params.yaml:3: No value in the choice of line 8 for {b} of 'a' (line 3), [c] of 'a' (line 4), " +
      "{HOME} of 'e' (line 5). Add them to 'default' or to the choice. " +
      'A variable of the shell is written $NAME, without braces.',
  )
})

test('a pattern of the shell that is a placeholder to mlrunner gets one that is none', () => {
  expect(errorOf(sweepText('ls [0-9]* {a}', 'a: 1'))).toMatch(/write \[\[:digit:\]\]/)
  const plan = planOf(sweepText('ls [[:digit:]]* {a}', 'a: 1'))
  expect(plan.task(0).commands[0]?.script).toBe('ls [[:digit:]]* 1')
})

test('an unknown command that is asked for, and a sample of none, say what to do', () => {
  const text = sweepText('x {a}', 'a: 1')
  expect(errorOf(text, { commands: ['rnu'] })).toMatch(/^params.yaml: There is no command 'rnu'/)
  expect(() => planOf(text, { sample: 0 })).toThrow(AssayError)
  expect(() => planOf(text, { sample: 1, seed: 0.5 })).toThrow(AssayError)
  expect(() => planOf(text, { seed: 1 })).toThrow(/say how large: --sample 20/)
})

test('a section that is likely misspelt is noted, since mlrunner passes it over', () => {
  const { notes } = planOf('template: { a: x }\nresource: [0]\ndefaults: { b: 1 }\n---\na: 1\n')
  expect(notes).toEqual([
    "params.yaml:3: 'defaults' is not read; if you mean 'default', write it so.",
  ])
})

test('an error tells its file and line as data; a sweep of an object has neither', () => {
  const text = sweepText('x {a}', 'a: []')
  expect(() => planOf(text)).toThrow(expect.objectContaining({ file: 'params.yaml', line: 5 }))
  const source = sweepSourceOf({ template: { run: 'x' }, choices: [{ a: [] }], resource: [0] })
  expect(() => planSweep(source, { time: '' })).toThrow(SweepError)
  expect(() => planSweep(source, { time: '' })).toThrow(/^'a' has an empty list/)
})

test('a file that is not there is misuse', () => {
  expect(() => readSweepFile('no-such.yaml')).toThrow(/^No sweep was read from 'no-such.yaml'/)
})
