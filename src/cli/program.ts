import { readFileSync } from 'node:fs'
import { Command, InvalidArgumentError, Option } from 'commander'
import { CHART_FORMS } from './chart-argument.js'
import { best, type BestArguments } from './best.js'
import { compare, type CompareArguments } from './compare.js'
import { curves, type CurvesArguments } from './curves.js'
import { diff, type DiffArguments } from './diff.js'
import { exam, type ExamArguments } from './exam.js'
import { fields, type FieldsArguments } from './fields.js'
import { FORMATS } from './formats.js'
import * as help from './help.js'
import { layouts, type LayoutsArguments } from './layouts.js'
import { METRIC_FORM, SERIES_FORM, SERIES_OPTION_FORM } from './metric-argument.js'
import { pivot, type PivotArguments } from './pivot.js'
import type { Terminal } from './run.js'
import { table, type TableArguments } from './table.js'
import type { CurveGrid } from '../curves/options.js'
import { TESTS } from '../groups/difference.js'

const OUTPUT =
  "folders of runs, single runs, files that hold runs, or patterns ('runs/**'); default: output"
const PLUGINS = 'a .ts, .mjs or .js file of parsers and layouts'
const BY = 'the params that make groups, separated by commas; default all that vary but seeds'
const OVER = 'params that tell repetitions apart, beside seed, run, repeat and trial'
const TEST = 'how groups are compared; default pairs where the seeds match, else Welch'
const CONCURRENCY = 'runs in hand at once, for parsers that wait; default 1'
const WHERE = "only runs for which it holds, as 'lr < 0.1 & train.loss@min < 1' (docs/queries.md)"
const METRICS = `a metric from a log, ${METRIC_FORM}, or from what a run recorded, ${SERIES_FORM}`

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
  const command = (name: string, description: string, examples: string): Command =>
    assay
      .command(name)
      .description(description)
      .option('--layout <name>', 'only runs of this layout; default: each is recognised')
      .addOption(repeatable('--parsers <file>', PLUGINS))
      .option('--out <file>', 'write the table to a file in place of standard output')
      .addOption(
        new Option(
          '--format <format>',
          "the table's format; default: by the ending of --out, or tsv",
        ).choices([...FORMATS]),
      )
      .addHelpText('after', examples + help.EXIT_CODES)
  const examining = (name: string, description: string, examples: string): Command =>
    command(name, description, examples)
      .argument('[output...]', OUTPUT)
      .option('--regex <pattern>', 'only runs whose name it is found in')
      .option('--where <query>', WHERE)
      .option('--strict', 'exit with 1 when there was any issue')

  examining(
    'exam',
    'examine runs and print their params and metrics as a table',
    help.EXAM_EXAMPLES,
  )
    .addOption(repeatable('--metric <metric>', METRICS))
    .option('--all-params', 'also the params that are the same in all runs')
    .option('--columns <names>', 'these columns in this order, separated by commas', list)
    .addOption(repeatable('--sort <column>', 'sort by a column, acc or acc:desc'))
    .addOption(repeatable('--chart <chart>', `write a chart: ${CHART_FORMS}`))
    .option('--chart-file <file>', 'its file: .svg, .png, .html or .json; default <chart>.svg here')
    .option('--keep-formulas', "do not put a ' before text that spreadsheets run as a formula")
    .option('--concurrency <n>', CONCURRENCY, positive)
    .action(async (outputs: string[], options: ExamArguments) => {
      done(await exam(outputs, options, terminal, signal))
    })
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
    .action(async (outputs: string[], options: TableArguments) => {
      done(await table(outputs, options, terminal, signal))
    })
  testing(
    asking('best', 'rank groups of runs, and say which cannot be told apart', help.BEST_EXAMPLES),
  )
    .option('--by <names>', BY, list)
    .addOption(goal().makeOptionMandatory())
    .action(async (outputs: string[], options: BestArguments) => {
      done(await best(outputs, options, terminal, signal))
    })
  testing(asking('compare', 'compare two folders, or two selections of one', help.COMPARE_EXAMPLES))
    .option('--versus <query>', 'the second selection, compared with --where')
    .option('--on <names>', 'the params that runs are matched on; default those that vary', list)
    .action(async (outputs: string[], options: CompareArguments) => {
      done(await compare(outputs, options, terminal, signal))
    })
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
    .action(async (outputs: string[], options: PivotArguments) => {
      done(await pivot(outputs, options, terminal, signal))
    })
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
    .action(async (outputs: string[], options: CurvesArguments) => {
      done(await curves(outputs, options, terminal, signal))
    })
  examining('diff', 'print the params that differ, a column a run', help.DIFF_EXAMPLES).action(
    async (outputs: string[], options: DiffArguments) => {
      done(await diff(outputs, options, terminal, signal))
    },
  )
  const fieldsOf = 'print every field of the runs, its type, and in how many runs it is'
  examining('fields', fieldsOf, help.FIELDS_EXAMPLES).action(
    async (outputs: string[], options: FieldsArguments) => {
      done(await fields(outputs, options, terminal, signal))
    },
  )
  const recognised = 'print what is recognised in folders and why, or without one the layouts'
  command('layouts', recognised, help.LAYOUTS_EXAMPLES)
    .argument('[output...]', OUTPUT.replace(/;.*/, ''))
    .action(async (outputs: string[], options: LayoutsArguments) => {
      done(await layouts(outputs, options, terminal, signal))
    })
  return assay.addHelpText('after', help.EXAM_EXAMPLES + help.EXIT_CODES)
}

function version(): string {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(manifest) as { version: string }).version
}

/** An option that may be given several times. */
function repeatable(flags: string, description: string): Option {
  return new Option(flags, `${description} (repeatable)`)
    .argParser((value: string, before: string[]) => [...before, value])
    .default([], 'none')
}

function list(value: string): string[] {
  return value.split(',')
}

function positive(value: string): number {
  if (/^[1-9]\d*$/.test(value)) return Number(value)
  throw new InvalidArgumentError('It is a whole number from 1.')
}

function goal(
  description = 'whether the metric is better the larger or the smaller it is',
): Option {
  return new Option('--goal <goal>', description).choices(['max', 'min'])
}

function fraction(value: string): number {
  const number = Number(value)
  if (value.trim() !== '' && number >= 0 && number < 1) return number
  throw new InvalidArgumentError('It is a number from 0 to below 1.')
}

function grid(value: string): CurveGrid {
  if (value === 'union' || value === 'intersection') return value
  return { bins: positive(value) }
}
