import { useEffect, useRef, useState } from 'preact/hooks'
import type { Found } from './find-runs.js'

/** How long after the last letter the filter is looked at. */
const PAUSE = 120

interface FilterProps {
  readonly found: Found
  readonly where: string
  readonly shown: number
  readonly total: number
  readonly onChange: (where: string) => void
}

/** The one box for queries and for text to look for; the key `/` goes to it. */
export function FilterBox({ found, where, shown, total, onChange }: FilterProps) {
  const input = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [text, setText] = useState(where)
  const sent = useRef(where)
  useEffect(() => {
    // What was set by a group or the back button; not what was typed, which may be longer by now.
    if (where === sent.current) return
    clearTimeout(timer.current)
    sent.current = where
    setText(where)
  }, [where])
  useEffect(() => focusOnSlash(input.current), [])

  const take = (value: string, pause: number): void => {
    setText(value)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      sent.current = value
      onChange(value)
    }, pause)
  }
  return (
    <section class="filter" aria-label="Filter">
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault()
          take(text, 0)
        }}
      >
        <label for="filter">Filter</label>
        <input
          id="filter"
          ref={input}
          type="text"
          aria-label="Filter the runs"
          value={text}
          placeholder="acc > 0.9 & lr in [0.1, 0.01], or any text"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          aria-describedby="understood"
          aria-invalid={found.kind === 'error'}
          onInput={(event) => take(event.currentTarget.value, PAUSE)}
        />
        <kbd aria-hidden="true">/</kbd>
        <button
          type="button"
          disabled={text === ''}
          onClick={() => {
            take('', 0)
            input.current?.focus()
          }}
        >
          Clear
        </button>
      </form>
      <div id="understood">
        <p aria-live="polite">
          <b>
            {shown.toLocaleString('en')} of {total.toLocaleString('en')} runs
          </b>{' '}
          <span class="how">{HOW[found.kind]}</span>
        </p>
        {found.kind === 'error' && <Problem message={found.message} />}
      </div>
    </section>
  )
}

/** What is wrong with a query, and the query with a caret under the place. */
function Problem({ message }: { readonly message: string }) {
  const [problem, ...place] = message.split('\n')
  return (
    <div role="alert" class="problem">
      <p>{problem}</p>
      <pre>{place.join('\n')}</pre>
    </div>
  )
}

const HOW: Readonly<Record<Found['kind'], string>> = {
  all: '',
  query: 'for which the query holds',
  text: 'with this text in their name or in what varies',
  error: 'as before, for this is not yet a query:',
}

function focusOnSlash(input: HTMLInputElement | null): () => void {
  const onKey = (event: KeyboardEvent): void => {
    const at = event.target
    const isTyping = at instanceof HTMLElement && /^(?:INPUT|SELECT|TEXTAREA)$/.test(at.tagName)
    if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    input?.focus()
    input?.select()
  }
  document.addEventListener('keydown', onKey)
  return () => document.removeEventListener('keydown', onKey)
}
