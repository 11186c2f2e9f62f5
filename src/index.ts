export type { Artifact, ArtifactFile } from './artifact.js'
export type { ArtifactLoader } from './artifacts/artifact-loaders.js'
export * as aq from 'arquero'
export { op } from 'arquero'
export type { ColumnTable } from 'arquero'
export { barChart, type BarOptions } from './chart/bar.js'
export { heatmapChart, type HeatmapOptions } from './chart/heatmap.js'
export type { Spread } from './chart/interval.js'
export { lineChart, type LineOptions } from './chart/line.js'
export type { ScaleType } from './chart/numeric-axis.js'
export { toHTML, toPNG, toSVG, type PNGOptions } from './chart/render.js'
export { scatterChart, type ScatterOptions } from './chart/scatter.js'
export type { ChartOptions, ChartSpec } from './chart/spec.js'
export { curves, type CurvesOptions } from './curves/curves.js'
export type { AlignOptions, CurveGrid, Interpolation } from './curves/options.js'
export { Examiner } from './examiner/examiner.js'
export type { ExaminerOptions, ExamOptions, ExamSummary } from './examiner/options.js'
export { runStatus } from './examiner/run-status-parser.js'
export { recognisedPlaces, type RecognisedPlace } from './examiner/recognised-places.js'
export type {
  Caches,
  Experiment,
  Metrics,
  Params,
  ParamValue,
  Points,
  Series,
  SeriesOptions,
} from './experiment.js'
export {
  AssayError,
  ISSUE_CODES,
  IssueError,
  type FileProblem,
  type Issue,
  type IssueCode,
} from './issue.js'
export {
  aggregate,
  type AggregateColumns,
  type AggregateOptions,
  type DefaultStat,
  type Suffix,
} from './groups/aggregate.js'
export { best, type BestColumns, type BestOptions } from './groups/best.js'
export {
  compare,
  type CompareOptions,
  type Comparison,
  type ComparisonColumns,
  type Verdict,
} from './groups/compare.js'
export { diff } from './groups/diff.js'
export type { Test, Testing, Untested } from './groups/difference.js'
export type { GroupOptions } from './groups/group-columns.js'
export type { GroupTable, MetricsOf } from './groups/group-table.js'
export { pivot, type PivotOptions } from './groups/pivot.js'
export type { Goal, Standing } from './groups/ranked.js'
export type { IntervalStat, NamedReducer, Stat, StatName } from './groups/reducers.js'
export type { Layout, Place, Report, Run } from './layouts/layout.js'
export type { RunId } from './layouts/ml-instrumentation/id.js'
export { loadAllResults } from './layouts/ml-instrumentation/load-all-results.js'
export { readMetrics } from './layouts/ml-instrumentation/read-metrics.js'
export { runIds } from './layouts/ml-instrumentation/run-ids.js'
export {
  MLLogger,
  type MLLoggerOptions,
  type ReadParamsOptions,
} from './layouts/ml-logger/ml-logger.js'
export type { ReadMetricsOptions } from './layouts/ml-logger/read-metrics.js'
export { readRecords } from './layouts/rigorous-recorder/read-records.js'
export { learn, type Learned } from './learn/learn.js'
export type { LearnOptions } from './learn/options.js'
export type { MatchedLine, Proposal } from './learn/proposal.js'
export { NdArray, type NumberArray } from './nd-array.js'
export { show } from './notebook/show.js'
export type { Showable } from './notebook/view-of.js'
export { latestLog } from './parsers/latest-log.js'
export {
  logMetric,
  type Keep,
  type LogMetricOptions,
  type LogMetricValue,
} from './parsers/log-metric.js'
export {
  allMatches,
  eachMatch,
  firstMatch,
  lastMatch,
  maxMatch,
  minMatch,
  type LogMatch,
} from './parsers/match.js'
export { parseNumber } from './parsers/number.js'
export type { DeclaredParser, ParseContext, Parser, ParserFunction } from './parsers/parser.js'
export type { Captured, CaptureType, MatchOptions } from './parsers/search.js'
export {
  seriesMetric,
  type SeriesKeep,
  type SeriesMetricOptions,
  type SeriesMetricValue,
} from './parsers/series-metric.js'
export { tail } from './parsers/tail.js'
export { PickledObject } from './pickled-object.js'
export type { DryStep } from './pool/dry-run.js'
export type { RunEvent, Running, Step } from './pool/events.js'
export type { PoolSummary } from './pool/run-pool.js'
export { sweepGaps, type SweepGaps } from './pool/sweep-gaps.js'
export { sweep, type Sweep } from './pool/sweep.js'
export type { SweepOptions, SweepRunOptions } from './pool/sweep-options.js'
export type { SweepStatus } from './pool/sweep-status.js'
export type { TaskStatus } from './pool/task-status.js'
export type { Progress } from './progress.js'
export { query } from './query/query.js'
export { QueryError } from './query/query-error.js'
export { readCsv, type CsvColumns, type CsvOptions } from './readers/csv.js'
export { readJson } from './readers/json.js'
export { readJsonColumns, type JsonColumns } from './readers/jsonl-columns.js'
export { readNpy } from './readers/numpy/npy.js'
export { readPickles, type PickleOptions } from './readers/pickle/read.js'
export { lines } from './readers/text/lines.js'
export type { ReadOptions, ReportOptions } from './readers/text/options.js'
export { toReport, type Reported, type ToReportOptions } from './report/to-report.js'
export { sweepStatus } from './slurm/sweep-status.js'
export type { RunState } from './state/command-status.js'
export { Estimate, type EstimateParts } from './stats/estimate.js'
export type { SweepObject, SweepParams } from './sweep/object-source.js'
export type { Command, Plan, Spec, Task } from './sweep/plan.js'
export { SweepError } from './sweep/sweep-error.js'
export { toArrow } from './formats/arrow.js'
export { toCSV, toTSV, type DelimitedOptions } from './formats/delimited.js'
export { toHTMLTable, type HTMLTableOptions } from './formats/html-table.js'
export { toJSON } from './formats/json-rows.js'
export { toLatex, type LatexOptions } from './formats/latex.js'
export { toMarkdown } from './formats/markdown.js'
export { toParquet } from './formats/parquet.js'
export { readTable, type ReadTableOptions } from './formats/read-table.js'
export { toXLSX } from './formats/xlsx.js'
export type { ExamTable, MetricColumns, TableOptions } from './table/join.js'
export type { TableLike } from './table-like.js'
export { Timestamp } from './timestamp.js'
