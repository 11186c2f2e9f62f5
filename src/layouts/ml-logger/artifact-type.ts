import { extname } from 'node:path'

const ENDINGS: Readonly<Record<string, string>> = {
  image: 'png jpg jpeg gif webp bmp tif tiff svg',
  video: 'mp4 webm mov avi mkv',
  pickle: 'pkl pickle',
  numpy: 'npy npz',
  torch: 'pt pth',
  json: 'json',
  jsonl: 'jsonl',
  yaml: 'yaml yml',
  csv: 'csv',
  text: 'txt md diff patch py sh err',
}

const TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries(ENDINGS).flatMap(([type, endings]) =>
    endings.split(' ').map((ending) => [`.${ending}`, type] as const),
  ),
)

/** The kind of a file by its ending; `file` for one that is not known. */
export function artifactType(name: string): string {
  return TYPES.get(extname(name).toLowerCase()) ?? 'file'
}
