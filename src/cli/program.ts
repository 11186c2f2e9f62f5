import { readFileSync } from 'node:fs'
import { Command, InvalidArgumentError, Option } from 'commander'
import { CHART_FORMS } from './chart-argument.js'
import { exam, type ExamArguments } from './exam.js'
import { fields, type FieldsArguments } from './fields.js'
import { FORMATS } from './formats.js'
import { layouts, type LayoutsArguments } from './layouts.js'
import { METRIC_FORM, SERIES_FORM } from './metric-argument.js'
import type { Terminal } from './run.js'

const EXAMPLES = String.raw`
Examples:
  The params of all runs in ./output, without any code:
    assay exam

  Test accuracy from the end of each run's train log, best first:
    assay exam examples/cifar10/output --metric 'acc=train:/test_acc=([\d.]+)/@last' --sort acc:desc

  The last and the least of what runs of MLXP recorded:
    assay exam logs --metric train.loss@last --metric best=train.loss@min

  What was recognised in a folder, and what its runs have to show:
    assay layouts examples/cifar10/output
    assay fields examples/cifar10/output

  A learning curve and a picture of it:
    assay exam examples/cifar10/output --chart line:loss:lr \
      --metric 'loss=train:/loss=([^,]+)/@all:/Iter (\d+)/'

  Your own parsers, runs at any depth, into a file:
    assay exam 'runs/**' --parsers ./my-parsers.ts --out table.tsv

Exit codes: 0 done, 1 there were issues (with --strict), 2 misuse.
`

const OUTPUT =
  "folders of runs, single runs, files that hold runs, or patterns ('runs/**'); default: output"
const PLUGINS = 'a .ts, .mjs or .js file of parsers and layouts (repeatable)'

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
  const command = (name: string, description: string): Command =>
    assay
      .command(name)
      .description(description)
      .option('--layout <name>', 'only runs of this layout; default: each is recognised')
      .option('--parsers <file>', PLUGINS, collect, [])
      .option('--out <file>', 'write the table to a file in place of standard output')
      .addOption(
        new Option(
          '--format <format>',
          "the table's format; default: by the ending of --out, or tsv",
        ).choices([...FORMATS]),
      )
      .addHelpText('after', EXAMPLES)
  const examining = (name: string, description: string): Command =>
    command(name, description)
      .argument('[output...]', OUTPUT)
      .option('--regex <pattern>', 'only runs whose name it is found in')
      .option('--strict', 'exit with 1 when there was any issue')

  examining('exam', 'examine runs and print their params and metrics as a table')
    .option(
      '--metric <metric>',
      `a metric from a log, ${METRIC_FORM}, or from what a run recorded, ${SERIES_FORM} (repeatable)`,
      collect,
      [],
    )
    .option('--all-params', 'also the params that are the same in all runs')
    .option('--columns <names>', 'these columns in this order, separated by commas', list)
    .option('--sort <column>', 'sort by a column, acc or acc:desc (repeatable)', collect, [])
    .option('--chart <chart>', `write a chart: ${CHART_FORMS} (repeatable)`, collect, [])
    .option('--chart-file <file>', 'its file: .svg, .png, .html or .json; default <chart>.svg here')
    .option('--keep-formulas', "do not put a ' before text that spreadsheets run as a formula")
    .option('--concurrency <n>', 'runs in hand at once, for parsers that wait; default 1', positive)
    .action(async (outputs: string[], options: ExamArguments) => {
      done(await exam(outputs, options, terminal, signal))
    })
  examining('fields', 'print every field of the runs, its type, and in how many runs it is').action(
    async (outputs: string[], options: FieldsArguments) => {
      done(await fields(outputs, options, terminal, signal))
    },
  )
  command('layouts', 'print what is recognised in folders and why, or without one the layouts')
    .argument('[output...]', OUTPUT.replace(/;.*/, ''))
    .action(async (outputs: string[], options: LayoutsArguments) => {
      done(await layouts(outputs, options, terminal, signal))
    })
  return assay.addHelpText('after', EXAMPLES)
}

function version(): string {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(manifest) as { version: string }).version
}

function collect(value: string, before: string[]): string[] {
  return [...before, value]
}

function list(value: string): string[] {
  return value.split(',')
}

function positive(value: string): number {
  if (/^[1-9]\d*$/.test(value)) return Number(value)
  throw new InvalidArgumentError('It is a whole number from 1.')
}
