/** See `kernel.cjs`. */
export function tslabCells({ run }) {
  run(process.execPath, 'consumers/tslab/kernel.cjs')
}
