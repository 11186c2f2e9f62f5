// A report's page is one file, so its script, with the libraries that it uses, is one, too.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'rolldown'

const { output } = await build({
  input: 'src/page/main.tsx',
  platform: 'browser',
  tsconfig: 'src/page/tsconfig.json',
  write: false,
  output: { format: 'iife', minify: true, comments: { legal: false } },
})
const [{ code, modules }] = output
mkdirSync('dist/page', { recursive: true })
writeFileSync('dist/page/page.js', `/*!\n${notices(Object.keys(modules))}\n*/\n${code}`)
copyFileSync('src/page/style.css', 'dist/page/style.css')

/** The licences of the libraries, which ask to be in every copy; a text that many share stands once. */
function notices(files) {
  const folders = new Set(
    files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []),
  )
  const byText = new Map()
  for (const folder of folders) {
    const { name, version, license } = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    )
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
    const text = file ? readFileSync(join(folder, file), 'utf8').trim() : license
    byText.set(text, [...(byText.get(text) ?? []), `${name} ${version}`])
  }
  return Array.from(byText, ([text, names]) => `${names.sort().join(', ')}:\n\n${text}`)
    .join('\n\n---\n\n')
    .replaceAll('*/', '* /')
}
