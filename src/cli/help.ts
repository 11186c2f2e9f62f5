// What --help shows below a command's options.

export const EXAM_EXAMPLES = String.raw`
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

  A table that was saved, asked again:
    assay exam table.tsv --where 'loss@last < 0.1' --sort loss@last
`

export const TABLE_EXAMPLES = String.raw`
Examples:
  Mean, 95% confidence interval, std, min, max and n of test accuracy, over seeds:
    assay table examples/cifar10/output --metric 'acc=train:/test_acc=([\d.]+)/@last'

  The same for a paper, or of a table that was saved:
    assay table logs --metric train.loss@min --by config.optimizer.lr --format tex
    assay table table.tsv --by lr --metric acc --stats median,q25,q75,n
`

export const BEST_EXAMPLES = String.raw`
Examples:
  Which learning rate is best, and which cannot be told apart from it:
    assay best examples/cifar10/output --metric 'acc=train:/test_acc=([\d.]+)/@last' --goal max

  Among the runs that ended well, by a test of ranks:
    assay best logs --metric train.loss@min --goal min --where "info.status == 'COMPLETE'" \
      --test mann-whitney
`

export const COMPARE_EXAMPLES = String.raw`
Examples:
  Two folders, matched on the params that vary in them:
    assay compare baseline/output mine/output --metric loss@min

  Two selections of one folder:
    assay compare examples/cifar10/output --metric 'acc=train:/test_acc=([\d.]+)/@last' \
      --where 'lr == 0.01' --versus 'lr == 0.1'
`

export const PIVOT_EXAMPLES = String.raw`
Examples:
  A row a model size, a column a learning rate, the best of each column in bold:
    assay pivot logs --rows config.model.num_units --columns config.optimizer.lr \
      --metric train.loss@last --goal min --format md

  The same for LaTeX, into a file:
    assay pivot logs --rows config.model.num_units --columns config.optimizer.lr \
      --metric train.loss@last --goal min --out table.tex
`

export const CURVES_EXAMPLES = String.raw`
Examples:
  The mean training loss by learning rate, with its interval at each step, and a chart of it:
    assay curves logs --series train.loss --by config.optimizer.lr --chart loss.svg

  From logs, smoothed as TensorBoard does, at 100 places:
    assay curves examples/cifar10/output --series 'loss=train:/loss=([^,]+)/:/Iter (\d+)/' \
      --smooth 0.6 --grid 100
`

export const REPORT_EXAMPLES = String.raw`
Examples:
  One file for the browser, to send by mail: what the runs have, sorted, filtered, charted:
    assay report logs -o report.html

  Test accuracy from the logs, and its curve over the iterations:
    assay report examples/cifar10/output -o report.html \
      --metric 'acc=train:/test_acc=([\d.]+)/@last' \
      --metric 'test_acc=train:/test_acc=([\d.]+)/@all:/Iter (\d+)/'
`

export const LEARN_EXAMPLES = String.raw`
Examples:
  How to read the accuracy that one of the logs ends with, as code and for --metric:
    assay learn examples/cifar10/output --value 0.9296

  From the train logs alone, and the second proposal made ready for use:
    assay learn examples/cifar10/output --value 0.9293 --log train --pick 2
`

export const RUN_EXAMPLES = `
Examples:
  What ./params.yaml asks for and is not finished, on the GPUs that it names:
    assay run

  What that would be; then the first task alone, to see it work:
    assay run --dry-run
    assay run --debug

  Four at a time without GPUs, each command at most two hours and tried twice:
    assay run -y params.yaml -o output -j 4 --timeout 2h --retries 1

Exit codes: 0 all tasks are finished, 1 a task failed, 2 misuse or a bad file, 130 interrupted.
`

export const GAPS_EXAMPLES = `
Examples:
  What ./params.yaml asks for and ./output does not hold, and what is there without being asked for:
    assay gaps

  A file of just the missing and the failed tasks, and these run:
    assay gaps params.yaml --format yaml > gaps.yaml
    assay run -y gaps.yaml
`

export const STATUS_EXAMPLES = `
Examples:
  How many tasks are in which state, then a line for each that is not finished:
    assay status
    watch assay status output

Exit codes: 0 none went wrong, 1 a task failed, was killed, timed out or was interrupted, 2 misuse.
`

export const DIFF_EXAMPLES = `
Examples:
  Which params differ between the runs of a folder, or between two runs:
    assay diff examples/cifar10/output --regex Seed_0
    assay diff logs/1 logs/2
`

export const FIELDS_EXAMPLES = `
Examples:
  What the runs have to show, and those of one layout as a table for Markdown:
    assay fields examples/cifar10/output
    assay fields logs --layout mlxp --format md
`

export const LAYOUTS_EXAMPLES = `
Examples:
  The layouts there are, one of your own among them:
    assay layouts --parsers examples/keras-layout.ts

  What was recognised in a folder, and why:
    assay layouts examples/cifar10/output
`

export const EXIT_CODES = `
Exit codes: 0 done, 1 there were issues (with --strict), 2 misuse, 130 interrupted.
`
