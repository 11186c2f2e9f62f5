import type { ReportData } from '../../src/report/data.js'

export const IMAGE = '<img src=x onerror="window.hacked=1">'
export const CLOSING = '</script><img src=x onerror="window.hacked=1">'

/** Runs of which every name and value is markup that would run if it were taken for it. */
export const hostile: ReportData = {
  title: `${CLOSING} <!-- title`,
  made: '2026-11-21T12:00:00.000Z',
  version: '0.0.0',
  experiments: [`run ${IMAGE}`, `run ${CLOSING}`, 'run __proto__'],
  columns: [
    { name: `param ${IMAGE}`, role: 'param', values: [`a ${IMAGE}`, `b ${CLOSING}`, '{{7*7}}'] },
    { name: `metric ${CLOSING}`, role: 'metric', values: [1, 2, { number: 'NaN' }] },
    { name: `constant ${IMAGE}`, role: 'param', values: { constant: CLOSING } },
    { name: 'status', role: 'detail', values: [IMAGE, CLOSING, null] },
  ],
  series: [
    {
      name: `series ${IMAGE}`,
      runs: [
        { steps: [0, 1, 2], values: [1, null, 3] },
        { steps: [0, 1, 2], values: [2, 3, 4] },
        null,
      ],
    },
  ],
  seriesLeftOut: [IMAGE],
  artifacts: [[{ name: IMAGE, type: CLOSING, size: 10 }], [], []],
  issues: [
    {
      code: 'yaml-syntax',
      experiment: `run ${IMAGE}`,
      file: `${IMAGE}.yaml`,
      line: 3,
      message: `message ${CLOSING}`,
    },
  ],
}
