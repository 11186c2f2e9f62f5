import { ISSUE_CODES, type Issue } from '../issue.js'
import { LimitedList } from './limited-list.js'

interface IssuesProps {
  readonly issues: readonly Issue[]
  readonly rowOf: ReadonlyMap<string, number>
  readonly reveal: (run: string) => void
}

/** What went wrong with the inputs, the most frequent kind first. */
export function Issues({ issues, rowOf, reveal }: IssuesProps) {
  return (
    <section class="issues" aria-labelledby="issues">
      <h2 id="issues" tabIndex={-1}>
        What went wrong
      </h2>
      {issues.length === 0 && <p class="note">Nothing went wrong.</p>}
      {byCode(issues).map(([code, own]) => (
        <IssueGroup key={code} code={code} issues={own} rowOf={rowOf} reveal={reveal} />
      ))}
    </section>
  )
}

function IssueGroup({ code, issues, rowOf, reveal }: IssuesProps & { readonly code: string }) {
  return (
    <section>
      <h3>
        <code>{code}</code> <span class="count">{issues.length.toLocaleString('en')}</span>
      </h3>
      <p class="note">{(ISSUE_CODES as Readonly<Record<string, string>>)[code]}</p>
      <LimitedList items={issues} noun="issue">
        {(issue) => (
          <>
            <RunLink name={issue.experiment} rowOf={rowOf} reveal={reveal} />
            <IssueText issue={issue} />
          </>
        )}
      </LimitedList>
    </section>
  )
}

function RunLink(props: Omit<IssuesProps, 'issues'> & { readonly name: string | undefined }) {
  const { name, rowOf, reveal } = props
  if (name === undefined || !rowOf.has(name)) return <span>{name}</span>
  return (
    <button class="link" type="button" onClick={() => reveal(name)}>
      {name}
    </button>
  )
}

/** An issue's place and message. */
export function IssueText({ issue }: { readonly issue: Issue }) {
  const { file, line, message } = issue
  return (
    <>
      <code class="place">
        {file === undefined || line === undefined ? file : `${file}:${line}`}
      </code>
      <span class="message">{message}</span>
    </>
  )
}

function byCode(issues: readonly Issue[]): (readonly [string, readonly Issue[]])[] {
  const groups = new Map<string, Issue[]>()
  for (const issue of issues) {
    const own = groups.get(issue.code)
    if (own) own.push(issue)
    else groups.set(issue.code, [issue])
  }
  return [...groups].sort(([, a], [, b]) => b.length - a.length)
}
