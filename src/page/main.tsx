import { render } from 'preact'
import type { ReportData } from '../report/data.js'
import { App } from './app.js'
import { toModel } from './model.js'

const root = document.getElementById('root')
const data = document.getElementById('data')
if (root && data) {
  // Assay wrote it, in the same step as this script.
  const model = toModel(JSON.parse(data.textContent) as ReportData)
  root.replaceChildren()
  render(<App model={model} />, root)
}
