import type { FilesBelow } from '../files-below.js'
import { keyOf, splitFolder, type Listed } from './artifact-list.js'

/** What NumPy and Matplotlib add to a name; the tool then lists the name that it gave them. */
const ADDED = ['_tmp.npz', '.npz', '_tmp.png', '.png']

/** A listed artifact that is there; both with `/` between the parts. */
interface Found {
  readonly name: string
  /** Below the folder of artifacts. */
  readonly path: string
}

/**
 * Finds listed artifacts among the files. The list writes the folder `a/b` as `.a.b`, so that dots in
 * folders' names are lost: a file is found when its folder would be listed in that way.
 */
export function artifactFinder(
  { files, folders }: FilesBelow,
  listed: readonly Listed[],
): (one: Listed) => Found | undefined {
  const paths = new Map<string, string>()
  for (const path of [...folders, ...files.keys()].filter((path) => path.includes('/'))) {
    const [type = '', ...rest] = path.split('/')
    const file = rest.pop() ?? ''
    paths.set(keyOf({ type, folders: splitFolder(rest.join('.')), file }), path)
  }
  const keys = new Set(listed.map(keyOf))
  return (one) => {
    for (const added of ['', ...ADDED]) {
      const key = keyOf(one) + added
      const path = paths.get(key)
      const isAnother = added !== '' && keys.has(key)
      if (path === undefined || isAnother) continue
      return { name: path.slice(0, path.length - added.length), path }
    }
    return undefined
  }
}
