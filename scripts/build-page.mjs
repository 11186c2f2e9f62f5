// A report's page is one file, so its script, with the libraries that it uses, is one, too.
import { copyFileSync } from 'node:fs'
import { build } from 'rolldown'

await build({
  input: 'src/page/main.tsx',
  platform: 'browser',
  tsconfig: 'src/page/tsconfig.json',
  output: { file: 'dist/page/page.js', format: 'iife', minify: true, comments: { legal: true } },
})
copyFileSync('src/page/style.css', 'dist/page/style.css')
