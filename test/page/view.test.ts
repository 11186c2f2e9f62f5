import { expect, it } from 'vitest'
import { fromHash, nextSort, toHash, type View } from '../../src/page/view.js'

const usual: View = { where: '', open: [] }

it('the usual view has no hash', () => {
  expect(toHash(usual)).toBe('')
  expect(toHash(fromHash(''))).toBe('')
})

it('a view comes back from its hash, whatever is in its names', () => {
  const view: View = {
    where: "lr == 0.1 & name =~ /a&b=c#d/ | tag == 'é %41+'",
    sort: { column: 'a:desc', direction: 'asc' },
    open: ['Lr_0.1/Seed_0', 'x&open=y'],
    columns: ['lr', 'acc,n'],
    by: [],
    metric: 'acc',
    x: '<img>',
    color: '',
    series: 'train.loss',
    seriesColor: 'lr',
    show: 'runs',
  }
  expect(fromHash(`#${toHash(view)}`)).toEqual(view)
})

it('reads as what it is', () => {
  const view = { ...usual, where: 'acc > 0.9', sort: { column: 'acc', direction: 'desc' } } as const
  expect(toHash(view)).toBe('where=acc+%3E+0.9&sort=acc%3Adesc')
})

it('what has no meaning is passed over', () => {
  expect(fromHash('#sort=acc&nothing=1&open=&%%%')).toEqual(usual)
})

it('a head sorts up, then down, then not at all', () => {
  const up = nextSort(undefined, 'acc')
  const down = nextSort(up, 'acc')
  expect([up, down, nextSort(down, 'acc'), nextSort(down, 'lr')]).toEqual([
    { column: 'acc', direction: 'asc' },
    { column: 'acc', direction: 'desc' },
    undefined,
    { column: 'lr', direction: 'asc' },
  ])
})
