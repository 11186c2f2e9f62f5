import { expect, test } from 'vitest'
import { aq, AssayError, Timestamp } from '../../src/index.js'
import { toXLSX } from '../../src/formats/xlsx.js'
import { unzip } from '../../src/readers/zip.js'

test('numbers, booleans and dates are what they are, and text is text', async () => {
  const day = new Timestamp('2022-05-17', Date.UTC(2022, 4, 17))
  const table = aq.table({ x: [0.5], ok: [true], day: [day], text: ['=1+1'], big: [2n ** 60n] })
  const { sheet, texts } = sheetOf(await toXLSX(table))
  expect(sheet).toMatch(/<c r="A2"[^>]*><v>0.5<\/v>/)
  expect(sheet).toMatch(/<c r="B2"[^>]*t="b"[^>]*><v>1<\/v>/)
  expect(sheet).toMatch(/<c r="C2"[^>]*><v>44698<\/v>/)
  expect(sheet).toMatch(/<c r="D2"[^>]*t="s"/)
  expect(sheet).not.toContain('<f>')
  expect(sheet).toContain('state="frozen"')
  expect(texts).toContain('<t>=1+1</t>')
  expect(texts).toContain('<t>1152921504606846976</t>')
})

test('texts that XML or the library would lose are escaped, and long ones cut', async () => {
  const names = ['constructor', '__proto__', 'a\x01', '_x0041_', 'x'.repeat(40_000)]
  const { sheet, texts } = sheetOf(await toXLSX(aq.table({ a: names })))
  expect(texts).toContain('<t>_x0063_onstructor</t>')
  expect(texts).toContain('<t>_x005F__proto__</t>')
  expect(texts).toContain('<t>a_x0001_</t>')
  expect(texts).toContain('<t>_x005F_x0041_</t>')
  expect(texts).toContain(`<t>${'x'.repeat(32_766)}…</t>`)
  expect(sheet).not.toContain('function')
})

test('a table with more columns than a sheet has is refused', async () => {
  const columns = Array.from({ length: 16_385 }, (_, i) => [`c${i}`, [1]] as [string, number[]])
  await expect(toXLSX(aq.table(columns))).rejects.toThrow(AssayError)
})

function sheetOf(workbook: Uint8Array): { readonly sheet: string; readonly texts: string } {
  const files = unzip(workbook)
  const text = (name: string): string => Buffer.from(files.get(name) ?? []).toString('utf8')
  return { sheet: text('xl/worksheets/sheet1.xml'), texts: text('xl/sharedStrings.xml') }
}
