import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Writes `count` runs as MLXP leaves them: a config.yaml of 20 values in nested maps, an info.yaml, and
 * 200 lines of three metrics (15 KB).
 */
export function makeMlxpRuns(output: string, count: number): void {
  for (let run = 1; run <= count; run++) {
    const dir = join(output, String(run))
    mkdirSync(join(dir, 'metadata'), { recursive: true })
    mkdirSync(join(dir, 'metrics', '.keys'), { recursive: true })
    mkdirSync(join(dir, 'artifacts'))
    writeFileSync(join(dir, 'metadata', 'config.yaml'), config(run))
    writeFileSync(join(dir, 'metadata', 'info.yaml'), info(run))
    writeFileSync(join(dir, 'metrics', 'train.json'), metrics(run))
    writeFileSync(join(dir, 'metrics', '.keys', 'train.yaml'), "acc: ''\nepoch: ''\nloss: ''\n")
  }
}

function config(run: number): string {
  const lr = ['0.1', '0.03', '0.01', '0.003', '1.0e-05'][run % 5] ?? '0.1'
  return `seed: ${run}
num_epoch: 200
note: baseline, no augmentation
tags: null
model:
  name: resnet18
  num_units: ${100 + (run % 3)}
  dropout: 0.1
  pretrained: false
  head:
    layers: 2
    act: relu
data:
  name: CIFAR10
  root: /data/cifar10
  batch_size: 128
  workers: 4
  augment:
    crop: 32
    flip: true
optimizer:
  name: sgd
  lr: ${lr}
  momentum: 0.9
  weight_decay: 0.0005
`
}

function info(run: number): string {
  const dir = `/home/user/exp/mlxp/logs/${run}`
  return `status: COMPLETE
current_file_path: /home/user/exp/mlxp/main.py
executable: /usr/bin/python3
hostname: lab-ws1
process_id: ${29_000 + run}
start_date: 21/11/2026
start_time: 09:04:41
end_date: 21/11/2026
end_time: '12:34:41'
work_dir: /home/user/exp/mlxp
logger:
  log_id: ${run}
  log_dir: ${dir}
  metrics_dir: ${dir}/metrics
  metadata_dir: ${dir}/metadata
  artifacts_dir: ${dir}/artifacts
scheduler: null
version_manager: null
`
}

function metrics(run: number): string {
  let text = ''
  for (let epoch = 0; epoch < 200; epoch++) {
    const loss = 2 / (1 + epoch / (3 + (run % 7)))
    text += `{"loss": ${loss}, "acc": ${(1 - loss / 3).toFixed(6)}, "epoch": ${epoch}}\n`
  }
  return text
}
