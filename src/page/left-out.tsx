const FIRST = 10

/** The series that there was no room for. */
export function LeftOut({ names }: { readonly names: readonly string[] }) {
  if (names.length === 0) return null
  const more = names.length - FIRST
  return (
    <p class="note">
      Left out, for the page would be too large: {names.slice(0, FIRST).join(', ')}
      {more > 0 && ` and ${more.toLocaleString('en')} more`}.
    </p>
  )
}
