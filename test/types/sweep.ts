import {
  runStatus,
  Examiner,
  sweep,
  sweepGaps,
  sweepStatus,
  type RunEvent,
  type RunState,
} from '../../src/index.js'

const swept = sweep({ template: { train: 'python train.py [lr]' }, choices: [{ lr: [0.1, 0.2] }] })
swept.plan().task(0).name satisfies string
// @ts-expect-error: a task is made by its place
swept.plan().task('Lr_0.1')
// @ts-expect-error: a sweep has a template
sweep({ choices: [{ lr: 1 }] })
// @ts-expect-error: a command is a text
sweep({ template: { train: ['python', 'train.py'] }, choices: [] })
// @ts-expect-error: an option that does not exist
sweep('params.yaml', { outputs: 'output' })

const summary = await swept.run({ resource: ['0', '1'], timeout: '2h', retries: 1 })
summary.failed satisfies readonly string[]
await swept.run({ resource: 'auto' })
// @ts-expect-error: 'all' is no resource
await swept.run({ resource: 'all' })
// @ts-expect-error: a number of jobs
await swept.run({ jobs: '4' })

// An event's type tells what it has.
const onEvent = (event: RunEvent): string => {
  if (event.type === 'note') return event.message
  if (event.type === 'fail') return event.state
  // @ts-expect-error: what is skipped took no time
  if (event.type === 'skip') return String(event.seconds)
  return event.command.name
}
await swept.run({ onEvent })

sweepStatus().counts['timed out'] satisfies number
// @ts-expect-error: a state that does not exist
sweepStatus().counts.lost satisfies number
sweepGaps('params.yaml', { output: 'output' }).yaml satisfies string
// @ts-expect-error: gaps are of all tasks
sweepGaps('params.yaml', { debug: true })

const table = new Examiner().add(runStatus()).table()
table.get('status', 0) satisfies RunState | null
// @ts-expect-error: a state is no number
table.get('status', 0) satisfies number
