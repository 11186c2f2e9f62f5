import { planSweep, type Plan, type PlanOptions, type Task } from '../../src/sweep/plan.js'
import { sweepSourceOfText } from '../../src/sweep/source.js'
import { SweepError } from '../../src/sweep/sweep-error.js'

export const FIXTURES = new URL('../fixtures/mlrunner/', import.meta.url)

/** The plan of a file with this text; nothing but what `options` say exists. */
export function planOf(text: string, options: Partial<PlanOptions> = {}): Plan {
  const source = sweepSourceOfText(text, 'params.yaml')
  return planSweep(source, { time: '20261121.085819', exists: () => false, ...options })
}

export const tasksOf = (plan: Plan): readonly Task[] =>
  Array.from({ length: plan.size }, (_, index) => plan.task(index))

export const namesOf = (plan: Plan): readonly string[] => tasksOf(plan).map(({ name }) => name)

/** The commands of the first task. */
export const scriptsOf = (plan: Plan): readonly string[] =>
  plan.task(0).commands.map(({ script }) => script)

/** A sweep of one command and these choices. */
export const sweepText = (template: string, ...choices: readonly string[]): string =>
  `template:\n  run: ${JSON.stringify(template)}\nresource: [0]\n` +
  choices.map((choice) => `---\n${choice}\n`).join('')

/** The message of the error that planning ends with. */
export function errorOf(text: string, options: Partial<PlanOptions> = {}): string {
  try {
    planOf(text, options)
  } catch (error) {
    if (error instanceof SweepError) return error.message
    throw error
  }
  return 'no error'
}
