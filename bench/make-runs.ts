import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const LOG = 'log.train.20220517.074342'

/**
 * Writes `count` runs as mlrunner leaves them: a param file of 15 keys, a stat file, and one log of
 * 200 lines (20 KB).
 */
export function makeRuns(output: string, count: number): void {
  for (let run = 0; run < count; run++) {
    const lr = [0.1, 0.03, 0.01, 0.003, 0.001][run % 5] ?? 0.1
    const name = `Lr_${lr}-Seed_${run}`
    const dir = join(output, name)
    mkdirSync(dir, { recursive: true })
    writeFileSync(join(dir, 'param'), param(name, lr, run))
    writeFileSync(join(dir, 'stat'), 'train: finished\n')
    writeFileSync(join(dir, LOG), log(run))
  }
}

function param(name: string, lr: number, seed: number): string {
  const command = `python3 main.py --dataset CIFAR10 --loss CE --lr ${lr} --seed ${seed}`
  return `_name: ${name}
_output: output/${name}
_scripts:
  train: CUDA_VISIBLE_DEVICES=0 ${command}  > output/${name}/${LOG} 2>&1
_time: '20220517.074342'
batch_size: 128
data: CIFAR10
dropout: 0.1
early-stop: false
epochs: 200
layers: 12
loss: CE
lr: ${lr}
moment: 0.9
note: null
seed: ${seed}
`
}

function log(run: number): string {
  let text = ''
  for (let i = 1; i <= 200; i++) {
    const acc = (0.9 - 0.3 / i + (run % 11) / 1000).toFixed(4)
    text += `Iter ${i}: loss=${(100 / i).toFixed(4)}, lr=0.09997, test_acc=${acc}, best_acc=0.9545, duration=0:00:09, gpu_mem=10.2\n`
  }
  return text
}
