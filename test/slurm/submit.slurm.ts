import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Site } from './site.js'

const SLOW = { timeout: 90_000, interval: 500 }

describe('assay run --slurm', () => {
  let site: Site
  /** Submits a file with these sections; gives the job array. */
  const submit = (yaml: string, ...options: string[]) => {
    site.write('params.yaml', yaml)
    const { code, out, err } = site.assay('run', '--slurm', ...options)
    return { code, out, err, job: /array (\d+)/.exec(out)?.[1] ?? '' }
  }
  const about = (job: string, format: string) =>
    site.slurm('squeue', '-h', '-r', '-t', 'all', '-j', job, '-o', format).split('\n').sort()

  beforeAll(async () => {
    site = await Site.start('MaxArraySize=6')
  })
  afterAll(() => site.stop())

  it("gives sbatch the options of the file's slurm: and of the command line, which counts more", async () => {
    const yaml = `
template: { train: 'echo gpu=$CUDA_VISIBLE_DEVICES {x}; sleep 2' }
slurm: { time: 2:00:00, gres: gpu:1, mem: 900M, exclusive: false, job-name: our sweep }
---
x: 0..1
`
    const { job, err } = submit(yaml, '-o', 'gpus', '--sbatch', 'mem=100M', '--sbatch', '--nice=7')
    expect(err).toBe('')
    expect(about(job, '%l %m %b %j')).toEqual(Array(2).fill('2:00:00 100M gres:gpu:1 our sweep'))
    expect(site.slurm('scontrol', 'show', 'job', '-o', `${job}_1`)).toMatch(/ Nice=7 /)
    await expect.poll(() => site.assay('status', 'gpus').out, SLOW).toMatch(/finished: 2$/m)
    const gpus = [0, 1].map((x) => {
      const dir = `gpus/X_${x}`
      const log = readdirSync(join(site.folder, dir)).find((name) => name.startsWith('log.'))
      return site.read(`${dir}/${log}`)
    })
    expect(gpus.join('')).toMatch(/^gpu=[01] 0\ngpu=[01] 1\n$/)
  })

  it('puts more tasks than an array may have into elements that do several', async () => {
    const yaml = 'template: { work: "bash work.sh work {x}" }\n---\nx: 0..14\n'
    const { out } = submit(yaml, '-o', 'many')
    expect(out).toMatch(/^Submitted job array \d+ for 15 tasks in 6 elements\.$/m)
    await expect.poll(() => site.assay('status', 'many').out, SLOW).toMatch(/finished: 15$/m)
    expect(Object.values(site.journal())).toEqual(Array(15).fill('start end'))
  })

  it('passes on what sbatch says is wrong, and leaves no trace of jobs', () => {
    const yaml = 'template: { work: "true" }\n---\nx: [1, 2]\n'
    const { code, out, err } = submit(yaml, '-o', 'bad', '--partition', 'nope')
    expect(code).toBe(2)
    expect(err).toMatch(/^assay: sbatch failed: .*invalid partition specified: nope/)
    expect(out).not.toMatch(/Submitted/)
    expect(readdirSync(join(site.folder, 'bad')).filter((name) => /slurm/.test(name))).toEqual([])
    expect(site.assay('status', 'bad')).toMatchObject({ code: 0, err: '' })
    expect(submit(yaml, '-o', 'bad', '--time', 'soon').err).toMatch(/Invalid --time specification/)
    expect(submit(yaml, '-o', 'bad', '--sbatch', 'nonsense=1').err).toMatch(/unrecognized option/)
    expect(submit(yaml, '-o', 'bad').out).toMatch(/^Submitted job array \d+ for 2 tasks\.$/m)
  })

  it('keeps the logs of the jobs, and all else, in an output folder of any name', async () => {
    const yaml = 'template: { work: "echo done" }\n---\nx: 1\n'
    for (const output of ["it's 100%j", '-dash %a', 'ümläut $HOME']) {
      const { job, err } = submit(yaml, `--output=${output}`)
      expect(err).toBe('')
      const files = () => readdirSync(join(site.folder, output)).sort()
      await expect.poll(files, SLOW).toContain('X_1')
      const log = `assay.slurm.${job}_0.log`
      expect(files()).toContain(log)
      await expect.poll(() => site.read(`${output}/${log}`), SLOW).toMatch(/^DONE +work/m)
    }
  })

  it('runs again what failed, but not what others run, in the way that it was asked for', async () => {
    const yaml =
      'template: { work: "echo {x} >> tries; exit 1", rest: "true" }\n---\n_title: A\nx: 7\n---\nx: 8\n'
    const options = ['-o', 'again', '-t', 'A', '-c', 'work', '--retries', '2', '--timeout', '1m']
    expect(submit(yaml, ...options).out).toMatch(/for 1 task\.$/m)
    await expect.poll(() => site.assay('status', 'again').out, SLOW).toMatch(/failed: 1$/m)
    await expect.poll(() => site.read('tries'), SLOW).toBe('7\n7\n7\n')
    await expect.poll(() => submit(yaml, ...options).out, SLOW).toMatch(/for 1 task\.$/m)
    await expect.poll(() => site.read('tries'), SLOW).toBe('7\n7\n7\n7\n7\n7\n')
  })
})
