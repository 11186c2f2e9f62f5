import { barChart, Examiner, heatmapChart, lineChart, logMetric, seriesMetric } from 'assay'

/** The charts of the README and the docs, by the names of their files in docs/pictures. */
export async function charts(): Promise<Readonly<Record<string, object>>> {
  const cifar10 = new Examiner()
    .add(logMetric('acc', { log: 'train', match: /test_acc=([\d.]+)/ }))
    .add(
      logMetric('test_acc', {
        log: 'train',
        match: /test_acc=([\d.]+)/,
        keep: 'all',
        step: /Iter (\d+)/,
      }),
    )
  await cifar10.exam({ output: 'examples/cifar10/output' })
  const rates = cifar10.table()

  const mlxp = new Examiner().add(seriesMetric('train.loss@last', { name: 'loss' }))
  await mlxp.exam({ output: 'test/fixtures/mlxp/logs', regex: /^(\d|1[0-8])$/ })
  const [x, y] = ['config.optimizer.lr', 'config.model.num_units']
  return {
    'acc-by-lr': barChart(rates, { x: 'lr', y: 'acc' }),
    'curves-by-lr': lineChart(rates, { series: 'test_acc', color: 'lr' }),
    'loss-by-lr-and-units': heatmapChart(mlxp.table(), { x, y, metric: 'loss' }),
  }
}
