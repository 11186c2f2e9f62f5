import { readFileSync } from 'node:fs'
import { Command, InvalidArgumentError, Option } from 'commander'
import { CHART_FORMS } from './chart-argument.js'
import { exam, type ExamArguments } from './exam.js'
import { fields, type FieldsArguments } from './fields.js'
import { FORMATS } from './formats.js'
import { layouts, type LayoutsArguments } from './layouts.js'
import { METRIC_FORM, SERIES_FORM } from './metric-argument.js'
import type { Terminal } from './run.js'

const EXAM_EXAMPLES = String.raw`
Examples:
  The params of all runs in ./output, without any code:
    assay exam

  Test accuracy from the end of each run's train log, best first:
    assay exam examples/cifar10/output --metric 'acc=train:/test_acc=([\d.]+)/@last' --sort acc:desc

  A learning curve and a picture of it:
    assay exam examples/cifar10/output --chart line:loss:lr \
      --metric 'loss=train:/loss=([^,]+)/@all:/Iter (\d+)/'

  What runs recorded over steps, by MLXP say: the last value, the least, and where that was:
    assay exam logs --metric train.loss@last --metric best=train.loss@min --metric train.loss@argmin

  Parsers and layouts of your own, into a file:
    assay exam examples/keras --parsers examples/keras-layout.ts --metric loss@last --out table.tsv
`

const FIELDS_EXAMPLES = `
Examples:
  What the runs have to show, and those of one layout as a table for Markdown:
    assay fields examples/cifar10/output
    assay fields logs --layout mlxp --format md
`

const LAYOUTS_EXAMPLES = `
Examples:
  The layouts there are, one of your own among them:
    assay layouts --parsers examples/keras-layout.ts

  What was recognised in a folder, and why:
    assay layouts examples/cifar10/output
`

const EXIT_CODES = `
Exit codes: 0 done, 1 there were issues (with --strict), 2 misuse, 130 interrupted.
`

const OUTPUT =
  "folders of runs, single runs, files that hold runs, or patterns ('runs/**'); default: output"
const PLUGINS = 'a .ts, .mjs or .js file of parsers and layouts'
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
      .addHelpText('after', examples + EXIT_CODES)
  const examining = (name: string, description: string, examples: string): Command =>
    command(name, description, examples)
      .argument('[output...]', OUTPUT)
      .option('--regex <pattern>', 'only runs whose name it is found in')
      .option('--strict', 'exit with 1 when there was any issue')

  examining('exam', 'examine runs and print their params and metrics as a table', EXAM_EXAMPLES)
    .addOption(repeatable('--metric <metric>', METRICS))
    .option('--all-params', 'also the params that are the same in all runs')
    .option('--columns <names>', 'these columns in this order, separated by commas', list)
    .addOption(repeatable('--sort <column>', 'sort by a column, acc or acc:desc'))
    .addOption(repeatable('--chart <chart>', `write a chart: ${CHART_FORMS}`))
    .option('--chart-file <file>', 'its file: .svg, .png, .html or .json; default <chart>.svg here')
    .option('--keep-formulas', "do not put a ' before text that spreadsheets run as a formula")
    .option('--concurrency <n>', 'runs in hand at once, for parsers that wait; default 1', positive)
    .action(async (outputs: string[], options: ExamArguments) => {
      done(await exam(outputs, options, terminal, signal))
    })
  const fieldsOf = 'print every field of the runs, its type, and in how many runs it is'
  examining('fields', fieldsOf, FIELDS_EXAMPLES).action(
    async (outputs: string[], options: FieldsArguments) => {
      done(await fields(outputs, options, terminal, signal))
    },
  )
  const recognised = 'print what is recognised in folders and why, or without one the layouts'
  command('layouts', recognised, LAYOUTS_EXAMPLES)
    .argument('[output...]', OUTPUT.replace(/;.*/, ''))
    .action(async (outputs: string[], options: LayoutsArguments) => {
      done(await layouts(outputs, options, terminal, signal))
    })
  return assay.addHelpText('after', EXAM_EXAMPLES + EXIT_CODES)
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
