import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { createJiti } from 'jiti'
import { describe, expect, test } from 'vitest'
import { charts } from '../scripts/pictures/charts.js'
import { ISSUE_CODES, toSVG } from '../src/index.js'
import { temporaryFolder } from './support/runs.js'

const pages = ['README.md', 'CONTRIBUTING.md', 'bench/README.md'].concat(
  readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
)

function blocks(page: string, language: string): string[] {
  const found = readFileSync(page, 'utf8').matchAll(/^```(\w+)\n(.*?)^```/gms)
  return [...found].flatMap(([, name, text = '']) => (name === language ? [text] : []))
}

test.each(pages)('every link of %s leads somewhere', (page) => {
  const links = readFileSync(page, 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g)
  for (const [, link = ''] of links) {
    expect(existsSync(join(dirname(page), link)), `${page}: ${link}`).toBe(true)
  }
})

test('the issue codes are documented, each with its meaning', () => {
  const rows = readFileSync('docs/issues.md', 'utf8').matchAll(/^\| `(.+?)` +\| (.+?) +\|$/gm)
  expect(Object.fromEntries([...rows].map(([, code, meaning]) => [code, meaning]))).toEqual(
    ISSUE_CODES,
  )
})

test("the README's parsers are the example that CI runs", () => {
  expect(blocks('README.md', 'ts')[0]).toBe(readFileSync('examples/my-parsers.ts', 'utf8'))
})

test("the README's program runs", async () => {
  const folder = temporaryFolder()
  copyFileSync('examples/my-parsers.ts', join(folder, 'my-parsers.ts'))
  writeFileSync(join(folder, 'program.ts'), blocks('README.md', 'ts')[1] ?? '')
  const alias = { assay: resolve('dist/index.js') }
  await createJiti(import.meta.url, { alias, fsCache: false }).import(join(folder, 'program.ts'))
})

describe('the commands on the shipped example work when pasted', () => {
  const commands = pages
    .flatMap((page) => blocks(page, 'sh'))
    .flatMap((block) => block.replaceAll('\\\n', '').split('\n'))
    .filter((line) => line.startsWith('npx assay') && line.includes('examples/'))
  test.each(commands)('%s', (command) => {
    const line = command
      .replace('npx assay', `${process.execPath} ${resolve('dist/cli/bin.js')}`)
      .replaceAll('examples/', `${resolve('examples')}/`)
    execFileSync('bash', ['-c', line], { stdio: 'pipe', cwd: temporaryFolder() })
  })
})

test("CONTRIBUTING's tree names every room of src and nothing that is gone", () => {
  const tree = readFileSync('CONTRIBUTING.md', 'utf8')
  const rooms = readdirSync('src').filter((name) => statSync(join('src', name)).isDirectory())
  const named = [...tree.matchAll(/`src\/(\w+)\/`/g)].map(([, room]) => room)
  expect([...new Set(named)].sort()).toEqual(rooms.sort())
})

test.each(Object.entries(await charts()))(
  'the picture %s is what the code draws now (else: npm run pictures)',
  async (name, spec) => {
    expect(readFileSync(`docs/pictures/${name}.svg`, 'utf8')).toBe(await toSVG(spec))
  },
)

test('no document shows a picture that is not there, and none is there for nothing', () => {
  const shown = pages.flatMap((page) => {
    const text = readFileSync(page, 'utf8')
    return Array.from(text.matchAll(/\]\((?:docs\/)?pictures\/([\w.-]+)\)/g), ([, name]) => name)
  })
  expect([...new Set(shown)].sort()).toEqual(readdirSync('docs/pictures').sort())
})
