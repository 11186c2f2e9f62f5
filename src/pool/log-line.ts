import { shellQuote } from '../sweep/shell-quote.js'

/** How a command's output gets into its log, which mlrunner keeps in `param` and `--dry-run` prints. */
export function shellLine(
  script: string,
  log: string,
  { resource, debug }: { readonly resource: string | undefined; readonly debug: boolean },
): string {
  const prefix = resource === undefined ? '' : `CUDA_VISIBLE_DEVICES=${shellQuote(resource)} `
  return `${prefix}${script} ${debug ? tee(log) : `> ${log} 2>&1`}`
}

/** Also to the terminal, with the exit code of the command. */
export function tee(log: string): string {
  return `2>&1 | tee ${log}; exit \${PIPESTATUS[0]}`
}
