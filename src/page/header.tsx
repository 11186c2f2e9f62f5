import { counted } from '../values/counted.js'
import { shownCell } from './cells.js'
import { varyingParams, type Model } from './model.js'

/** What the report is of, and what all of its runs have in common. */
export function Header({ model }: { readonly model: Model }) {
  const { title, made, version, experiments, issues } = model.data
  const varying = varyingParams(model).length
  const same = model.columns.filter(({ role, varies }) => role === 'param' && !varies)
  return (
    <header>
      <h1>{title}</h1>
      <p class="facts">
        <span>{counted(experiments.length, 'run')}</span>
        <span>{varying === 0 ? 'no param varies' : `${counted(varying, 'param')} varying`}</span>
        <a href="#issues" onClick={scrollToIssues}>
          {issues.length === 0 ? 'no issues' : counted(issues.length, 'issue')}
        </a>
        <span>
          made <time dateTime={made}>{dateText(made)}</time> by Assay {version}
        </span>
      </p>
      {same.length > 0 && (
        <details class="same">
          <summary>{counted(same.length, 'param')} the same in all runs</summary>
          <dl class="pairs">
            {same.map(({ name, values }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{shownCell(values[0] ?? null)}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </header>
  )
}

/** The hash is the state's, so that a link within the page must not set it. */
function scrollToIssues(event: Event): void {
  event.preventDefault()
  const heading = document.getElementById('issues')
  heading?.scrollIntoView()
  heading?.focus({ preventScroll: true })
}

function dateText(made: string): string {
  const date = new Date(made)
  return Number.isNaN(date.getTime())
    ? made
    : date.toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' })
}
