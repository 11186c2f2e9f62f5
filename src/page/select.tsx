import { useId } from 'preact/hooks'

interface SelectProps {
  readonly label: string
  readonly value: string
  readonly options: readonly string[]
  /** What the empty choice is called; there is none without it. */
  readonly none?: string
  readonly onChange: (value: string) => void
}

/** A choice of names. */
export function Select({ label, value, options, none, onChange }: SelectProps) {
  const id = useId()
  return (
    <div class="select">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {none !== undefined && <option value="">{none}</option>}
        {options.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}
