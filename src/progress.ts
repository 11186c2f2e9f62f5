/** How far an exam, or other long work, is. */
export interface Progress {
  readonly done: number
  readonly total: number
  /** The experiment that was done last. */
  readonly name: string
}

/** Shows how far work is that was given no `onProgress`. */
export interface Follower {
  readonly show: (progress: Progress) => void
  /** The work is done, or was given up. */
  readonly end: () => void
}

let newFollower: (() => Follower) | undefined

/** From now on work that was given no `onProgress` has a follower, made by that function. */
export function followWorkBy(by: () => Follower): void {
  newFollower = by
}

/** Does work that tells how far it is: to `onProgress`, or else, in a notebook, to a follower. */
export async function followed<T>(
  onProgress: ((progress: Progress) => void) | undefined,
  work: (tell: (progress: Progress) => void) => Promise<T>,
): Promise<T> {
  if (onProgress) return work(onProgress)
  const follower = newFollower?.()
  try {
    return await work((progress) => follower?.show(progress))
  } finally {
    follower?.end()
  }
}

const WIDTH = 24

/** How far work is as a line of text: `████████░░░░░░░░░░░░░░░░ 340/1,000`. */
export function progressText({ done, total }: Progress): string {
  const filled = Math.floor((done / total) * WIDTH)
  const counts = [done, total].map((count) => count.toLocaleString('en-US')).join('/')
  return `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${counts}`
}
