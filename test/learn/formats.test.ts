import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { learn } from '../../src/index.js'
import { runsOf } from './support.js'

/** Logs as common tools write them, a value, and the name, pattern and step that are learnt of it. */
const LOGS: Readonly<
  Record<string, readonly [log: string, value: number | string, name: string, RegExp, RegExp?]>
> = {
  'Keras, with the epoch on the line before': [
    [1, 2]
      .map(
        (epoch) =>
          `Epoch ${epoch}/2\n391/391 [====] - 14s 36ms/step - loss: 1.2 - accuracy: 0.${epoch}5 - val_accuracy: 0.6\n`,
      )
      .join(''),
    0.25,
    'accuracy',
    /\baccuracy:\s*([\d.]+)/,
    /Epoch (\d+)/,
  ],
  'a table of Lightning': [
    '┃        Test metric        ┃       DataLoader 0        ┃\n' +
      '│         test_acc          │    0.9241999983787537     │\n' +
      '│         test_loss         │    0.3214000165462494     │\n',
    '0.9241999983787537',
    'test_acc',
    /test_acc\s*│\s*([\d.]+)/,
  ],
  'bars of tqdm, which return to the start of the line': [
    '\r 45%|████▌     | 45/100 [00:12<00:15,  3.6it/s, loss=0.32, acc=0.91]' +
      '\r100%|██████████| 100/100 [00:25<00:00,  3.9it/s, loss=0.22, acc=0.93]\n',
    0.93,
    'acc',
    /acc=([\d.]+)/,
  ],
  'colours within a line': [
    '\x1b[32mval/acc\x1b[0m = \x1b[1m0.93\x1b[0m, acc = 0.5\n',
    0.93,
    'val/acc',
    /val\/acc\s*=\s*([\d.]+)/,
  ],
  'JSON, nested': [
    '{"step": 10, "loss": 2.5, "val": {"loss": 3.5}}\n{"step": 20, "loss": 1e-05, "val": {"loss": 0.25}}\n',
    0.25,
    'loss',
    /"val":\s*\{"loss":\s*([\d.]+)/,
    /"step":\s*(\d+)/,
  ],
  'a dict of Python': ["{'loss': nan, 'acc': 0.93}\n", 0.93, 'acc', /'acc':\s*([\d.]+)/],
  'meters with their means, as in the examples of PyTorch': [
    'Epoch: [0][10/50]\tLoss 6.9e+00 (6.9e+00)\tAcc@1   0.39 (  0.12)\n' +
      'Epoch: [0][20/50]\tLoss 6.8e+00 (6.9e+00)\tAcc@1   0.41 (  0.14)\n',
    0.14,
    'Acc@1',
    /Acc@1\s+[^\s(]+\s*\(\s*([\d.]+)/,
  ],
  'the logging of Python': [
    '[2022-05-17 07:43:42,123][root][INFO] - Test accuracy 0.93\n',
    0.93,
    'accuracy',
    /accuracy\s+([\d.]+)/,
  ],
  percent: ['acc of the net: 93.4 %\n', '93.4%', 'net', /net:\s*([\d.]+)/],
  'a sentence': ['The best accuracy so far is 0.93.\n', 0.93, 'accuracy', /accuracy so far is\s+/],
  'a word after the number': ['12 s, 0.93 accuracy\n', 0.93, 'accuracy', /\s+accuracy/],
  'a table with spaces, named by its header': [
    'epoch  loss   acc\n1      0.5    0.91\n2      0.25   0.95\ndone in 3 s\n',
    0.95,
    'acc',
    /^\s*\d+\s+\S+\s+([\d.]+)/,
  ],
  'a table with commas': [
    'epoch,loss,acc\n1,0.5,0.91\n2,0.25,0.95\n',
    0.25,
    'loss',
    /^[^,]*,\s*([\d.]+)/,
  ],
  'a file that is the value': ['0.9296\n', 0.9296, 'value', /^\s*([\d.]+)\s*$/],
  'a table that pandas prints, whose index has no name': [
    '   epoch  loss   acc\n0      1  0.50  0.91\n1      2  0.25  0.95\n',
    0.95,
    'acc',
    /^\s*\d+\s+(?:\S+\s+){2}([\d.]+)/,
  ],
  'a table whose names hold spaces': [
    '      Iter       Train Loss   Remaining Time\n         1           0.8512            0.35s\n',
    0.8512,
    'Train_Loss',
    /^\s*\d+\s+([\d.]+)/,
  ],
  'a table of Markdown': [
    '|   AP   |  AP50  |\n|:------:|:------:|\n| 38.412 | 57.123 |\n',
    57.123,
    'AP50',
    /^(?:[^|]*\|){2}\s*([\d.]+)/,
  ],
  'a row of a table, named by the header': [
    '| trial | state | iter | reward |\n|-------+-------+------+--------|\n| PPO | DONE | 10 | 187.35 |\n',
    187.35,
    'reward',
    /DONE\s*\|\s*[^\s|]+\s*\|\s*([\d.]+)/,
  ],
  'a tensor': ["acc: tensor(0.93, device='cuda:0')\n", 0.93, 'acc', /acc:\s*tensor\(([\d.]+)/],
  'words with other digits': [
    'top1 acc: 0.71 top5 acc: 0.93\n'.repeat(2) + 'top1 acc: 0.72 top5 acc: 0.94\n',
    0.72,
    'top1_acc',
    /top1 acc:\s*([\d.]+)/,
  ],
  'a name that is no number': ['P: 0.5\nmAP@0.5: 0.62\n', 0.5, 'P', /P:\s*([\d.]+)/],
  'rounds of XGBoost': [
    '[0]\ttrain-rmse:0.51\teval-rmse:0.62\n[1]\ttrain-rmse:0.41\teval-rmse:0.60123\n',
    0.60123,
    'eval-rmse',
    /eval-rmse:([\d.]+)/,
    /^\[(\d+)\]/,
  ],
  'rounds of LightGBM, of two sets': [
    "[10]\tfirst's l2: 0.5\tvalid_1's l2: 0.6\n[20]\tfirst's l2: 0.4\tvalid_1's l2: 0.314\n",
    0.314,
    'l2',
    /valid_\d+'s l2:\s*([\d.]+)/,
    /^\[(\d+)\]/,
  ],
  'dicts of the Trainer of Hugging Face, whose epochs are fractions': [
    "{'loss': 0.5, 'learning_rate': 5e-05, 'epoch': 0.5}\n{'loss': 0.25, 'learning_rate': 1e-05, 'epoch': 1.0}\n",
    0.25,
    'loss',
    /'loss':\s*([\d.]+)/,
    /'epoch':\s*([\d.]+)/,
  ],
  'a box of Stable-Baselines3': [
    '| rollout/           |          |\n|    ep_len_mean     | 21.5     |\n|    ep_rew_mean     | 14.4     |\n',
    14.4,
    'ep_rew_mean',
    /ep_rew_mean\s*\|\s*([\d.]+)/,
  ],
  'more digits than its value can tell': [
    'acc: 0.100000000000000006\n',
    0.1,
    'acc',
    /acc:\s*([\d.]+)/,
  ],
  'words of any script': ['准确率: 0.93\n', 0.93, '准确率', /准确率:\s*([\d.]+)/],
}

test.each(Object.entries(LOGS))('%s', async (_, [log, value, name, match, step]) => {
  const [first] = (await learn(await runsOf({ 'train.log': log }), value)).proposals
  expect(first.name).toBe(name)
  expect(first.match.source).toContain(match.source)
  expect(first.step).toEqual(step)
  expect([first.max, first.min]).toContain(parseFloat(String(value)))
})

test('numbers with a comma between them are two, where the value says so', async () => {
  const runs = await runsOf({ 'train.log': 'shape=128,256\n' })
  const [shape] = (await learn(runs, 128)).proposals
  expect(shape).toMatchObject({ name: 'shape', found: 1, max: 128 })
})

test('a number without commas is one with commas in another run', async () => {
  const runs = await runsOf(
    { 'train.log': 'images=999, acc=0.5\n' },
    { 'train.log': 'images=1,234, acc=0.6\n' },
  )
  const [images] = (await learn(runs, 999)).proposals
  expect(images).toMatchObject({ name: 'images', found: 2, min: 999, max: 1234 })
  expect(images.code).toContain('thousands: true')
})

test('numbers with commas are read as such, in code', async () => {
  const runs = await runsOf(
    { 'train.log': 'images: 1,234.5\n' },
    { 'train.log': 'images: 999\n' },
    { 'train.log': 'images: 1,234,567\n' },
  )
  const [images] = (await learn(runs, '1,234.5')).proposals
  expect(images.code).toContain('thousands: true')
  expect(images).toMatchObject({ found: 3, min: 999, max: 1234567 })
  expect(images.argument).toBeUndefined()
})

test('logs that are zipped, in UTF-16, or damaged are read as far as they go', async () => {
  const zipped = gzipSync('acc=0.9\n'.repeat(1000) + 'acc=0.95\n')
  const runs = await runsOf(
    { 'train.log.gz': zipped },
    { 'train.log.gz': zipped.subarray(0, zipped.length - 12) },
    { 'train.log': Buffer.from('\ufeffacc=0.75\n', 'utf16le') },
    { 'train.log': Buffer.from(`${'x'.repeat(20_000)} acc=0.1\n\xff\xfeacc=0.85\n`, 'latin1') },
  )
  expect((await learn(runs, 0.95)).proposals[0]).toMatchObject({ log: 'train.log.gz', found: 2 })
  expect((await learn(runs, 0.75)).proposals[0]).toMatchObject({ log: 'train.log', found: 2 })
  expect((await learn(runs, 0.85)).proposals[0]).toMatchObject({ found: 2, min: 0.75 })
})

test('binary files, params and tables are no logs', async () => {
  const text = 'acc=0.95\n'
  const files = ['metrics.csv', 'config.yaml', 'result.json', '.hidden', 'notes.md']
  const binary = { 'model.bin': `\0\0${text}` }
  const runs = await runsOf({ ...binary, ...Object.fromEntries(files.map((name) => [name, text])) })
  await expect(learn(runs, 0.95)).rejects.toThrow(/no log/)
})
