// A layout of your own: runs that Keras left, with a config.json and the history.csv of its CSVLogger.
//   npx assay exam examples/keras --parsers examples/keras-layout.ts --metric val_loss@min
import { join } from 'node:path'
import { readCsv, readJson, type CsvColumns, type Layout, type Params, type Report } from 'assay'

export const keras: Layout = {
  name: 'keras',
  looksLike: 'a folder with config.json and history.csv',

  // Asked of every folder and file: it goes by names.
  recognise: ({ files }) =>
    files.includes('config.json') && files.includes('history.csv')
      ? 'config.json and history.csv'
      : undefined,

  // Nothing is read here; each function reads when it is called, and the CSV file only once.
  open: ({ path }) => {
    let columns: CsvColumns | undefined
    const history = (report: Report) => (columns ??= readCsv(join(path, 'history.csv'), { report }))
    return [
      {
        params: (report) => {
          const config = readJson(join(path, 'config.json'), { report })
          return isMap(config) ? config : {}
        },
        seriesNames: (report) => Object.keys(history(report)),
        points: (name, report) => {
          const values = history(report)[name]
          return values && { steps: Float64Array.from(values.keys()), values }
        },
      },
    ]
  },
}

function isMap(value: unknown): value is Params {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
