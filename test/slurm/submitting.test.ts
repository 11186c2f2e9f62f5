import { existsSync, readFileSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { assay } from '../support/program.js'
import { folderOf } from '../support/runs.js'
import { pathWith, saying } from './programs.js'

const YAML = `
template: { work: 'true' }
slurm: { partition: cpu, Time_Limit: 1 }
---
x: 0..9
`
const folder = (yaml = YAML.replace(', Time_Limit: 1', '')) => folderOf({ 'params.yaml': yaml })
const config = saying('Configuration data as of 2026-11-21T23:00:00\nMaxArraySize            = 4')
// It says what it was called with, and the script.
const sbatch =
  'printf "%s\\n" "$@" > called; read -r -d "" script; echo "$script" >> called; echo 4711;'

describe('assay run --slurm', () => {
  it.each([
    [['--partition', 'gpu'], "'partition' is for jobs of Slurm; add --slurm."],
    [['--sbatch', 'mem=1G'], "'mem' is for jobs of Slurm; add --slurm."],
    [['--slurm', '-j', '2'], '--jobs does not go with --slurm: .* --array-limit'],
    [['--slurm', '-r', '0', '1'], '--resource does not go with --slurm: .* --gres gpu:1'],
    [['--slurm', '--fail-fast'], '--fail-fast does not go with --slurm'],
    [['--slurm', '-d'], '--debug does not go with --slurm'],
    [
      ['--slurm', '--sbatch', 'array=0-3%2'],
      "sbatch's 'array' is set by Assay; .*'array-limit: 4'",
    ],
    [['--slurm', '--sbatch', 'wrap=rm'], "sbatch's 'wrap' is set by Assay; leave it out"],
    [['--slurm', '--sbatch', '-p=gpu'], "'-p' is no option of sbatch; write its long name"],
    [['--slurm', '-o', 'back\\slash'], "Slurm cannot keep its logs in 'back.*--sbatch output="],
    [['--slurm', '--sbatch', 'array-limit=0'], "'array-limit' is 0; it is a whole number from 1"],
  ])('refuses %j', async (options, message) => {
    const here = folder()
    const { code, err } = await assay(['run', ...options], here, pathWith({}))
    expect(err).toMatch(new RegExp(`^assay: ${message}`))
    expect(code).toBe(2)
    expect(existsSync(join(here, 'output'))).toBe(false)
  })

  it("refuses what is no option in the file's slurm:", async () => {
    const { code, err } = await assay(['run', '--slurm'], folder(YAML), pathWith({}))
    expect(err).toMatch(/^assay: 'Time_Limit' is no option of sbatch/)
    expect(code).toBe(2)
  })

  it('says that there is no Slurm, and has written nothing', async () => {
    const here = folder()
    const { code, err } = await assay(['run', '--slurm'], here, pathWith({}))
    expect(err).toBe(
      'assay: scontrol: there is no such program here. Is this a machine of a Slurm cluster?\n',
    )
    expect(code).toBe(2)
    expect(existsSync(join(here, 'output'))).toBe(false)
  })

  it('asks for one array with the options of both, and with the limit', async () => {
    const here = folder()
    const options = [
      '--partition',
      'gpu',
      '--array-limit',
      '2',
      '--sbatch',
      '--mem=1G',
      '--sbatch',
      'hold',
    ]
    const path = pathWith({ scontrol: config, sbatch })
    const { out, err } = await assay(['run', '--slurm', ...options], here, path)
    expect(err).toBe('')
    expect(out).toMatch(/^Submitted job array 4711 for 10 tasks in 4 elements\.$/m)
    const called = readFileSync(join(here, 'called'), 'utf8')
    expect(called).toMatch(
      /^--array=0-3%2\n--job-name=assay output\n--partition=gpu\n--mem=1G\n--hold\n--output=output\/assay.slurm.%A_%a.log\n#!\/bin\/bash\nexec /m,
    )
  })

  it.each([
    ['says that it lives', 5, '1 task finished or running.\nNothing to submit.\n'],
    ['has said nothing for a while, to wait for', 60, 'Submitted job array 4711 for 1 task.\n'],
  ])('knows of a task that a runner of another machine has who %s', async (_, silent, said) => {
    const owner = { host: 'node9', machine: 'another', pid: 1, start: '1' }
    const here = folderOf({
      'params.yaml': "template: { work: 'true' }\n---\nx: 0\n",
      'output/X_0/assay.claim.1': `an-id\n${JSON.stringify(owner)}\n`,
    })
    const then = Date.now() / 1000 - silent
    utimesSync(join(here, 'output/X_0/assay.claim.1'), then, then)
    const path = pathWith({ scontrol: config, sbatch })
    const { out, err } = await assay(['run', '--slurm'], here, path)
    expect(err).toBe('')
    expect(out.endsWith(said)).toBe(true)
  })

  it('says what sbatch has to say when it gives no number', async () => {
    const here = folder()
    const path = pathWith({ scontrol: config, sbatch: 'echo "Come back on Monday" >&2; exit 1' })
    const { code, err } = await assay(['run', '--slurm'], here, path)
    expect(err).toBe('assay: sbatch failed: Come back on Monday\n')
    expect(code).toBe(2)
  })
})

it('runs an element within a job only, and one that is there', async () => {
  const here = folder()
  const element = ['slurm-element', 'output', '00000000']
  const outside = await assay(element, here, { SLURM_ARRAY_JOB_ID: '', ...pathWith({}) })
  expect(outside).toMatchObject({ code: 2, out: '' })
  const job = { SLURM_ARRAY_JOB_ID: '1', SLURM_ARRAY_TASK_ID: '0' }
  expect(await assay(element, here, job)).toMatchObject({
    code: 2,
    err: "assay: There is no submission 00000000 in 'output' any more; submit it again.\n",
  })
})
