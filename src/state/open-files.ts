import { lstatSync, readdirSync, readlinkSync, realpathSync } from 'node:fs'

/**
 * The files that some process of this machine has open for writing, as far as this user may see them;
 * none where the system does not tell.
 */
export function openFiles(): ReadonlySet<string> {
  const open = new Set<string>()
  for (const pid of entries('/proc')) {
    if (!/^\d+$/.test(pid)) continue
    for (const fd of entries(`/proc/${pid}/fd`)) {
      const file = written(`/proc/${pid}/fd/${fd}`)
      if (file?.startsWith('/') === true) open.add(file)
    }
  }
  return open
}

/** Whether some process of this machine has a file open for writing. */
export function isWritten(path: string): boolean {
  try {
    return openFiles().has(realpathSync(path))
  } catch {
    return false
  }
}

function entries(dir: string): string[] {
  try {
    return readdirSync(dir)
  } catch {
    // Another user's process, or one that has just ended.
    return []
  }
}

// The mode of the link is that of the opening: who only looks at a log, as `tail -f` does, has no 'w'.
function written(link: string): string | undefined {
  try {
    return lstatSync(link).mode & 0o200 ? readlinkSync(link) : undefined
  } catch {
    return undefined
  }
}
