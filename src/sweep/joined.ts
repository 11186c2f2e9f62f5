/** A path below a folder, as Python's `os.path.join` writes it: nothing of `./out` or `a//b` is lost. */
export const joined = (folder: string, name: string): string =>
  folder === '' || folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`
