import { createRequire } from 'node:module'

const { cache } = createRequire(import.meta.url)

/** Where tslab's kernel would be. */
export const KERNEL = '/somewhere/tslab/dist/jupyter.js'

/** What was sent to the notebook. */
export interface Sent {
  readonly data: Readonly<Record<string, unknown>>
  readonly id: string | undefined
  /** Whether it takes the place of what was sent with that id. */
  readonly update: boolean
}

/** Puts a kernel where tslab's would be; what is sent to it is in the list that it gives. */
export function startKernel(): Sent[] {
  const sent: Sent[] = []
  const lastWriteDisplayData = (
    { data, transient }: { data: Sent['data']; transient: { display_id?: string } },
    update: boolean,
  ): void => {
    sent.push({ data, id: transient.display_id, update })
  }
  cache[KERNEL] = { exports: { lastWriteDisplayData } } as NodeJS.Module
  return sent
}

export function stopKernel(): void {
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete
  delete cache[KERNEL]
}
