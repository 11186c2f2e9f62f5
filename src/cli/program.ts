import { Command, Option } from 'commander'
import { CHART_FORMS } from './chart-argument.js'
import { FORMATS } from './formats.js'
import * as help from './help.js'
import { METRIC_FORM, SERIES_FORM, SERIES_OPTION_FORM } from './metric-argument.js'
import { count, fraction, goal, grid, list, positive, repeatable } from './options.js'
import type { Terminal } from './run.js'
import type { RunArguments } from './sweep-run.js'
import type { GapsArguments } from './gaps.js'
import { formatOfOutput, type OutArguments } from './write-table.js'
import { TESTS } from '../groups/difference.js'
import { AssayError } from '../issue.js'
import { version } from '../version.js'

const OUTPUT =
  "folders of runs, single runs, files that hold runs, or patterns ('runs/**'); default: output"
const PLUGINS = 'a .ts, .mjs or .js file of parsers and layouts'
const BY = 'the params that make groups, separated by commas; default all that vary but seeds'
const OVER = 'params that tell repetitions apart, beside seed, run, repeat and trial'
const TEST = 'how groups are compared; default pairs where the seeds match, else Welch'
const CONCURRENCY = 'runs in hand at once, for parsers that wait; default 1'
const WHERE = "only runs for which it holds, as 'lr < 0.1 & train.loss@min < 1' (docs/queries.md)"
const METRICS = `a metric from a log, ${METRIC_FORM}, or from what a run recorded, ${SERIES_FORM}`

/** What a command does; it is loaded when it is run. */
type Act<A> = (
  outputs: readonly string[],
  args: A,
  terminal: Terminal,
  signal: AbortSignal,
) => Promise<number>

/** The commands of `assay`; `done` is told the exit code of the one that ran. */
export function program(
  terminal: Terminal,
  signal: AbortSignal,
  done: (exitCode: number) => void,
): Command {
  const assay = new Command('assay')
    .description('Turns folders of machine-learning runs into tables, TSV and charts.')
    .version(version())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
    })
  const running =
    <A>(load: () => Promise<Act<A>>) =>
    async (outputs: string[], args: A): Promise<void> => {
      const act = await load()
      done(await act(outputs, args, terminal, signal))
    }
  const writing =
    <A extends OutArguments>(load: () => Promise<Act<A>>) =>
    async (outputs: string[], args: A): Promise<void> => {
      // Known to be wrong before the exam, which may take long.
      formatOfOutput(args, terminal)
      await running(load)(outputs, args)
    }
  const reading = (name: string, description: string, examples: string): Command =>
    assay
      .command(name)
      .description(description)
      .option('--layout <name>', 'only runs of this layout; default: each is recognised')
      .addOption(repeatable('--parsers <file>', PLUGINS))
      .addHelpText('after', examples + help.EXIT_CODES)
  const selecting = (command: Command): Command =>
    command
      .argument('[output...]', OUTPUT)
      .option('--regex <pattern>', 'only runs whose name it is found in')
      .option('--where <query>', WHERE)
      .option('--strict', 'exit with 1 when there was any issue')
  const command = (name: string, description: string, examples: string): Command =>
    reading(name, description, examples)
      .option('-o, --out <file>', 'write the table to a file in place of standard output')
      .addOption(
        new Option(
          '--format <format>',
          "the table's format; default: by the ending of --out, or tsv",
        ).choices([...FORMATS]),
      )
  const examining = (name: string, description: string, examples: string): Command =>
    selecting(command(name, description, examples))

  examining(
    'exam',
    'examine runs and print their params and metrics as a table',
    help.EXAM_EXAMPLES,
  )
    .addOption(repeatable('--metric <metric>', METRICS))
    .option('--status', "also each run's state: finished, running, failed, ...")
    .option('--all-params', 'also the params that are the same in all runs')
    .option('--columns <names>', 'these columns in this order, separated by commas', list)
    .addOption(repeatable('--sort <column>', 'sort by a column, acc or acc:desc'))
    .addOption(repeatable('--chart <chart>', `write a chart: ${CHART_FORMS}`))
    .option('--chart-file <file>', 'its file: .svg, .png, .html or .json; default <chart>.svg here')
    .option('--keep-formulas', "do not put a ' before text that spreadsheets run as a formula")
    .option('--concurrency <n>', CONCURRENCY, positive)
    .action(writing(async () => (await import('./exam.js')).exam))
  const asking = (name: string, description: string, examples: string): Command =>
    examining(name, description, examples)
      .addOption(repeatable('--metric <metric>', `${METRICS}, or a column of a saved table`))
      .option('--over <names>', OVER, list)
      .option('--concurrency <n>', CONCURRENCY, positive)
  const testing = (command: Command): Command =>
    command
      .addOption(new Option('--test <test>', TEST).choices([...TESTS]))
      .option('--alpha <p>', 'from which p on nothing is told apart; default 0.05', fraction)

  asking('table', 'print statistics of metrics, a row a group of runs', help.TABLE_EXAMPLES)
    .option('--by <names>', BY, list)
    .option(
      '--stats <names>',
      'default mean,ci95,std,min,max,n; also sem, median, q25, iqm, bca95',
      list,
    )
    .action(writing(async () => (await import('./table.js')).table))
  testing(
    asking('best', 'rank groups of runs, and say which cannot be told apart', help.BEST_EXAMPLES),
  )
    .option('--by <names>', BY, list)
    .addOption(goal().makeOptionMandatory())
    .action(writing(async () => (await import('./best.js')).best))
  testing(asking('compare', 'compare two folders, or two selections of one', help.COMPARE_EXAMPLES))
    .option('--versus <query>', 'the second selection, compared with --where')
    .option('--on <names>', 'the params that runs are matched on; default those that vary', list)
    .action(writing(async () => (await import('./compare.js')).compare))
  testing(asking('pivot', "print a metric's mean by two params", help.PIVOT_EXAMPLES))
    .requiredOption('--rows <names>', 'the params whose values are the rows', list)
    .requiredOption('--columns <name>', 'the param whose values are the columns')
    .addOption(goal('mark the best, and what cannot be told apart from it'))
    .addOption(
      new Option('--among <cells>', 'where the best is looked for; default column').choices([
        'column',
        'row',
        'table',
      ]),
    )
    .action(writing(async () => (await import('./pivot.js')).pivot))
  examining('curves', 'print the mean of a series over steps, by group', help.CURVES_EXAMPLES)
    .requiredOption('--series <series>', `what runs recorded, ${SERIES_OPTION_FORM}`)
    .option('--by <names>', BY, list)
    .option('--over <names>', OVER, list)
    .option('--grid <steps>', 'union, intersection, or a number of bins', grid)
    .addOption(
      new Option('--interpolate <how>', "between a run's own steps; default linear").choices([
        'linear',
        'previous',
        'none',
      ]),
    )
    .option('--smooth <weight>', "TensorBoard's moving average, from 0 to below 1", fraction)
    .option('--chart <file>', 'a chart of it: .svg, .png, .html or .json')
    .option('--concurrency <n>', CONCURRENCY, positive)
    .action(writing(async () => (await import('./curves.js')).curves))
  examining('diff', 'print the params that differ, a column a run', help.DIFF_EXAMPLES).action(
    writing(async () => (await import('./diff.js')).diff),
  )
  selecting(reading('report', 'write one HTML file to look through the runs', help.REPORT_EXAMPLES))
    .option('-o, --out <file>', 'the file', 'report.html')
    .addOption(repeatable('--metric <metric>', METRICS))
    .option('--title <title>', "what the report is called; default: the folder's name")
    .option('--concurrency <n>', CONCURRENCY, positive)
    .action(running(async () => (await import('./report.js')).report))
  selecting(reading('learn', 'propose how to read a metric from logs', help.LEARN_EXAMPLES))
    .requiredOption('--value <number>', 'the value that it has in one of the runs, as 14.4')
    .option('--log <log>', "look in this log only: a command, or a file's name or pattern")
    .option('--run <name>', 'look in this run only')
    .option('--pick <n>', 'which proposal to make ready for use; default 1, the best', positive)
    .action(running(async () => (await import('./learn.js')).learn))
  assay
    .command('run')
    .allowExcessArguments()
    .description("run the tasks of a sweep, mlrunner's params.yaml: a directory each, once")
    .option('-o, --output <folder>', 'the folder for the directories of the tasks', 'output')
    .option('-y, --yaml <file>', 'the file of templates and choices', 'params.yaml')
    .option('-t, --title <title>', 'only the choices with this _title')
    .option('-c, --command <names...>', 'only these commands of the template; default all')
    .option('-r, --resource <gpus...>', 'GPUs of each slot, as 0 1 2,3, or auto for the free ones')
    .addOption(
      new Option('-j, --jobs <n>', 'so many tasks at once, without GPUs')
        .argParser(positive)
        .conflicts('resource'),
    )
    .option('-f, --force', 'also run again what is finished')
    .option('-d, --debug', 'run only the first task, and show what it prints')
    .option('--dry-run', 'print what would be run; nothing is run or written')
    .option('--sample <n>', 'so many tasks of each choice, at random', positive)
    .option('--seed <n>', 'what the sample is drawn with', count)
    .option('--no-subdir', 'all tasks in the output folder itself')
    .option('--retries <n>', 'try a command that failed again, so many times', count)
    .option('--timeout <duration>', 'end a command that runs longer: 90s, 30m, 2h, 1d')
    .option('--fail-fast', 'start nothing more when a task has failed')
    .option('--slurm', 'submit the tasks to Slurm as a job array, in place of running them here')
    .option('--partition <name>', 'of Slurm, as the next five')
    .option('--time <limit>', 'the time limit of a job')
    .option('--gres <list>', 'what a job needs, as gpu:1')
    .option('--account <name>', 'who pays')
    .option('--array-limit <n>', 'so many jobs at once', positive)
    .addOption(repeatable('--sbatch <option=value>', 'any other option of sbatch, as mem=8G'))
    .addHelpText('after', help.RUN_EXAMPLES)
    .action(async (args: RunArguments, { args: [extra] }: Command) => {
      if (extra !== undefined) {
        throw new AssayError(`'${extra}' is no option. If it is the file: assay run -y ${extra}`)
      }
      const { sweepRun } = await import('./sweep-run.js')
      done(await sweepRun(args, terminal, signal))
    })
  assay
    .command('status')
    .description('print what the tasks of a sweep are doing, and why those ended that failed')
    .argument('[output]', 'the folder of their directories', 'output')
    .addHelpText('after', help.STATUS_EXAMPLES)
    .action(async (output: string) => {
      const { status } = await import('./status.js')
      done(status(output, terminal))
    })
  assay
    .command('gaps')
    .description(
      'print which tasks of a sweep are missing or failed, and which runs are in no grid',
    )
    .argument('[yaml]', 'the file of templates and choices', 'params.yaml')
    .option('-o, --output <folder>', 'the folder of the tasks', 'output')
    .option('-t, --title <title>', 'only the choices with this _title')
    .option('-c, --command <names...>', 'only these commands of the template; default all')
    .option('--no-subdir', 'all tasks are in the output folder itself')
    .addOption(
      new Option('--format <format>', 'yaml: a file that runs just the gaps')
        .choices(['tsv', 'yaml'])
        .default('tsv'),
    )
    .addHelpText('after', help.GAPS_EXAMPLES)
    .action(async (yaml: string, args: GapsArguments) => {
      const { gaps } = await import('./gaps.js')
      done(await gaps(yaml, args, terminal, signal))
    })
  assay
    .command('cancel')
    .description('interrupt what runs of a sweep, on this machine and in Slurm')
    .argument('[output]', 'the folder of the tasks', 'output')
    .action(async (output: string) => {
      const { cancel } = await import('./cancel.js')
      done(cancel(output, terminal))
    })
  // What the jobs that assay run --slurm submits run.
  assay
    .command('slurm-element', { hidden: true })
    .argument('<output>')
    .argument('<submission>')
    .action(async (output: string, submission: string) => {
      const { slurmElement } = await import('./slurm-run.js')
      done(await slurmElement(output, submission, terminal, signal))
    })
  const fieldsOf = 'print every field of the runs, its type, and in how many runs it is'
  examining('fields', fieldsOf, help.FIELDS_EXAMPLES).action(
    writing(async () => (await import('./fields.js')).fields),
  )
  const recognised = 'print what is recognised in folders and why, or without one the layouts'
  command('layouts', recognised, help.LAYOUTS_EXAMPLES)
    .argument('[output...]', OUTPUT.replace(/;.*/, ''))
    .action(writing(async () => (await import('./layouts.js')).layouts))
  return assay.addHelpText('after', help.EXAM_EXAMPLES + help.EXIT_CODES)
}
