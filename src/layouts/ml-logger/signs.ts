export const PARAMETERS = 'parameters.pkl'

/** The files that `log` writes into, in the order in which they count. */
export const METRICS = ['metrics.pkl', 'metrics.jsonl', 'metrics.yaml', 'metrics.yml'] as const

/** What only ML-Logger writes beside them: other tools have a `metrics.jsonl` too. */
const BESIDE = ['__presence', '__signal.pkl', '.charts.yml', 'outputs.log']

/** By which files a folder is told to be a run of ML-Logger's; `undefined` when it is not. */
export function signOf(files: readonly string[]): string | undefined {
  const strong = [PARAMETERS, 'metrics.pkl'].filter((name) => files.includes(name))
  if (strong.length > 0) return strong.join(' and ')
  const weak = METRICS.find((name) => files.includes(name))
  const beside = BESIDE.find((name) => files.includes(name))
  return weak !== undefined && beside !== undefined ? `${weak} with ${beside} beside it` : undefined
}

/** Whether the tool was at work in a folder that holds neither params nor metrics. */
export function isLeftover(files: readonly string[]): boolean {
  return BESIDE.some((name) => files.includes(name))
}

/** Whether a file is the tool's own and nothing that a run stored. */
export function isOwn(name: string): boolean {
  return (
    name.startsWith('.') ||
    name.endsWith('.log') ||
    [PARAMETERS, ...METRICS, ...BESIDE].includes(name)
  )
}
