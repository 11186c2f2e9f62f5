import { sameNames } from './same-names.js'
import { useEffect, useRef } from 'preact/hooks'
import { usualColumns, type Model, type PageColumn } from './model.js'
import type { ChangeView } from './use-view.js'

const PARTS = [
  ['Params that vary', ({ role, varies }: PageColumn) => role === 'param' && varies],
  ['Metrics', ({ role }: PageColumn) => role === 'metric'],
  ['The same in all runs', ({ role, varies }: PageColumn) => role === 'param' && !varies],
  ['Details', ({ role }: PageColumn) => role === 'detail'],
] as const

interface ColumnMenuProps {
  readonly model: Model
  readonly shown: readonly string[]
  readonly change: ChangeView
}

/** Which columns the table of runs shows. */
export function ColumnMenu({ model, shown, change }: ColumnMenuProps) {
  const usual = usualColumns(model)
  const toggle = (name: string): void => {
    const asked = new Set(shown.includes(name) ? without(shown, name) : [...shown, name])
    const columns = model.columns.map((column) => column.name).filter((own) => asked.has(own))
    change({ columns: sameNames(columns, usual) ? undefined : columns })
  }
  const menu = useRef<HTMLDetailsElement>(null)
  useEffect(() => closeFromOutside(menu.current), [])
  return (
    <details class="menu" ref={menu}>
      <summary>
        Columns{' '}
        <span class="count">
          {shown.length} of {model.columns.length}
        </span>
      </summary>
      <div class="sheet">
        {PARTS.map(([title, isOf]) => {
          const columns = model.columns.filter(isOf)
          return (
            columns.length > 0 && (
              <fieldset key={title}>
                <legend>{title}</legend>
                {columns.map(({ name }) => (
                  <label key={name}>
                    <input
                      type="checkbox"
                      checked={shown.includes(name)}
                      onChange={() => toggle(name)}
                    />
                    {name}
                  </label>
                ))}
              </fieldset>
            )
          )
        })}
      </div>
    </details>
  )
}

/** Closes a menu by a press outside of it, or by Escape within. */
function closeFromOutside(menu: HTMLDetailsElement | null): () => void {
  const onPress = ({ target }: PointerEvent): void => {
    if (menu && target instanceof Node && !menu.contains(target)) menu.open = false
  }
  const onKey = ({ key, target }: KeyboardEvent): void => {
    if (key !== 'Escape' || !menu?.open || !(target instanceof Node && menu.contains(target)))
      return
    menu.open = false
    menu.querySelector('summary')?.focus()
  }
  document.addEventListener('pointerdown', onPress)
  document.addEventListener('keydown', onKey)
  return () => {
    document.removeEventListener('pointerdown', onPress)
    document.removeEventListener('keydown', onKey)
  }
}

function without(names: readonly string[], name: string): string[] {
  return names.filter((other) => other !== name)
}
