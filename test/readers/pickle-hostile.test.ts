import fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { IssueError, type FileProblem } from '../../src/index.js'
import { PickledObject } from '../../src/pickled-object.js'
import { parsePickles } from '../../src/readers/pickle/read.js'

/** Bytes of a pickle: texts stand for themselves, letter by letter, numbers for bytes. */
function pickle(...parts: (string | number | Uint8Array)[]): Buffer {
  return Buffer.concat(
    parts.map((part) =>
      typeof part === 'string'
        ? Buffer.from(part, 'latin1')
        : typeof part === 'number'
          ? Buffer.from([part])
          : Buffer.from(part),
    ),
  )
}

function read(bytes: Uint8Array): { values: unknown[]; problems: FileProblem[] } {
  const problems: FileProblem[] = []
  const report = (problem: FileProblem): void => void problems.push(problem)
  return { values: [...parsePickles(bytes, 'x.pkl', { report })], problems }
}

const value = (...parts: (string | number | Uint8Array)[]): unknown => {
  const { values, problems } = read(pickle(...parts))
  expect(problems).toEqual([])
  expect(values.length).toBe(1)
  return values[0]
}

const fault = (...parts: (string | number | Uint8Array)[]): string => {
  const { values, problems } = read(pickle(...parts))
  expect(values).toEqual([])
  expect(problems.length).toBe(1)
  return problems[0]?.code ?? ''
}

const uint32 = (number: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(number)
  return bytes
}

const uint64 = (number: bigint): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(number)
  return bytes
}

describe('what a pickle names is never run', () => {
  test('a call of os.system is an object to look at', () => {
    const object = value("cos\nsystem\n(S'touch /tmp/assay-was-here'\ntR.")
    expect(object).toBeInstanceOf(PickledObject)
    expect(object).toMatchObject({
      module: 'os',
      name: 'system',
      args: ['touch /tmp/assay-was-here'],
    })
  })

  test('nor is eval, by any name or protocol', () => {
    expect(value('c__builtin__\neval\n(X', uint32(3), '1+1tR.')).toMatchObject({ args: ['1+1'] })
    expect(value('(S"1+1"\ni__builtin__\neval\n.')).toMatchObject({ name: 'eval', args: ['1+1'] })
    expect(value('(c__builtin__\neval\nI1\no.')).toMatchObject({ name: 'eval', args: [1] })
    expect(value('cdill._dill\n_eval_repr\n(X', uint32(10), 'exit(1)   tR.')).toMatchObject({
      name: '_eval_repr',
      args: ['exit(1)   '],
    })
  })

  test('names of JavaScript are names like any other', () => {
    for (const name of ['constructor', '__proto__', 'toString', 'valueOf']) {
      expect(value(`cbuiltins\n${name}\n.`)).toMatchObject({ module: 'builtins', name })
      expect(value(`c${name}\n${name}\n)R.`)).toMatchObject({ module: name, name, args: [] })
    }
  })

  test('a result that is called is an object too', () => {
    expect(value('ca\nb\n)R)R.')).toMatchObject({ module: 'a', name: '__call__' })
    expect(fault('I1\n)R.')).toBe('pickle-damaged')
  })

  test('a huge range or bytearray is not made', () => {
    expect(value('cbuiltins\nrange\n(I0\nL1000000000000L\ntR.')).toMatchObject({
      args: [0, 1e12],
    })
    expect(value('cbuiltins\nbytearray\n(L1000000000000L\ntR.')).toMatchObject({ args: [1e12] })
  })

  test('a reference that only the writer can look up is an object', () => {
    expect(value('Pabc\n.')).toMatchObject({ name: 'persistent_load', args: ['abc'] })
    expect(value('I7\nQ.')).toMatchObject({ name: 'persistent_load', args: [7] })
  })
})

describe('values', () => {
  test('integers of any size are exact', () => {
    const long1 = (...bytes: number[]): unknown =>
      value(0x8a, bytes.length, Uint8Array.from(bytes), '.')
    expect(long1()).toBe(0)
    expect(long1(0xff)).toBe(-1)
    expect(long1(0, 0x80)).toBe(-32768)
    expect(long1(0, 0, 0, 0, 0, 0, 0x20)).toBe(9007199254740992n)
    expect(long1(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x1f)).toBe(9007199254740991)
    expect(long1(0, 0, 0, 0, 0, 0, 0, 0x80)).toBe(-9223372036854775808n)
    expect(value('L-12345678901234567890L\n.')).toBe(-12345678901234567890n)
    expect([value('I01\n.'), value('I00\n.'), value('I1\n.')]).toEqual([true, false, 1])
  })

  test('equal keys are one key, as in Python: the first, with the last value', () => {
    expect(value('}(I1\nI5\nI01\nI6\nG?', Buffer.alloc(7).fill(0xf0, 0, 1), 'I7\nu.')).toEqual(
      new Map([[1, 7]]),
    )
    expect(value('}(I01\nI5\nI1\nI6\nu.')).toEqual(new Map([[true, 6]]))
    expect(value('}(L36893488147419103232L\nI1\nF36893488147419103232.0\nI2\nu.')).toEqual(
      new Map([[36893488147419103232n, 2]]),
    )
    expect(value('}(Fnan\nI5\nu.')).toEqual(new Map([[NaN, 5]]))
  })

  test('a dict that gets its first other key late is a Map wherever it is held', () => {
    const [list, again] = value('(lp0\n(dp1\naI0\na0(g1\ng1\nlg1\nI1\nI2\ns0.') as never[] &
      unknown[]
    expect(again).toBe(list)
    expect(list).toEqual(new Map([[1, 2]]))
  })

  test('a list, a dict and a tuple may contain themselves', () => {
    const list = value(']p0\ng0\na.') as unknown[]
    expect(list[0]).toBe(list)
    const dict = value('}p0\nVme\ng0\ns.') as Record<string, unknown>
    expect(dict['me']).toBe(dict)
    const map = value('}p0\nI1\ng0\ns.') as Map<unknown, unknown>
    expect(map.get(1)).toBe(map)
  })

  test('__proto__ is a key like any other', () => {
    const dict = value('}V__proto__\n}Va\nI1\nss.') as object
    expect(Object.keys(dict)).toEqual(['__proto__'])
    expect(Object.getPrototypeOf(dict)).toBe(Object.prototype)
  })

  test('text of Python 2 is text when it is UTF-8, else bytes', () => {
    expect(value('U', 2, Uint8Array.of(0xc3, 0xa9), '.')).toBe('é')
    expect(value('U', 2, Uint8Array.of(0xe9, 0x80), '.')).toEqual(Uint8Array.of(0xe9, 0x80))
    expect(value('T', uint32(2), 'ab.')).toBe('ab')
    expect(value("S'a\\x41\\n\\'\\\\\\101'\n.")).toBe("aA\n'\\A")
  })

  test('half a surrogate pair is kept, and what is not UTF-8 is damage', () => {
    expect(value(0x8c, 5, 'a', Uint8Array.of(0xed, 0xa0, 0x80), 'b.')).toBe('a\ud800b')
    expect(value(0x8c, 3, Uint8Array.of(0xef, 0xbf, 0xbd), '.')).toBe('\ufffd')
    expect(fault(0x8c, 1, Uint8Array.of(0xff), '.')).toBe('pickle-damaged')
  })

  test('a float keeps its sign of zero', () => {
    expect(value('G', Uint8Array.of(0x80, 0, 0, 0, 0, 0, 0, 0), '.')).toBe(-0)
    expect([value('F-inf\n.'), value('F1e-07\n.')]).toEqual([-Infinity, 1e-7])
  })

  test('bytes that are no date leave an object', () => {
    const bytes = Uint8Array.of(7, 231, 13, 1)
    expect(value('cdatetime\ndate\n(C', 4, bytes, 'tR.')).toMatchObject({ args: [bytes] })
  })
})

describe('damage', () => {
  test('a message names the file, the place and what is likely', () => {
    const { values, problems } = read(pickle('I1\n.', 'I2\n.', ']I3\n'))
    expect(values).toEqual([1, 2])
    expect(problems).toEqual([
      {
        code: 'pickle-truncated',
        file: 'x.pkl',
        message:
          'x.pkl: pickle 3 (from byte 8) cannot be read at byte 9: the data ends within a pickle. ' +
          'The program was probably killed while it wrote; the pickles before this one were used.',
      },
    ])
  })

  test('without a report it is thrown', () => {
    expect(() => [...parsePickles(pickle('?'), 'x.pkl')]).toThrow(IssueError)
  })

  test.each([
    ['declared lengths beyond the end', pickle('X', uint32(0xffffffff), 'ab.')],
    ['8-byte lengths', pickle(0x8d, uint64(2n ** 63n), 'ab.')],
    ['bytes that are not there', pickle(0x8e, uint64(2n ** 40n), '.')],
    ['a frame that is cut off', pickle(0x80, 4, 0x95, uint64(1000n), 'N')],
    ['a line without an end', pickle('I12')],
    ['an operand that is cut off', pickle('G', Uint8Array.of(1, 2))],
    ['no STOP', pickle('N')],
  ])('%s are a cut', (_, bytes) => {
    expect(read(bytes).problems.map(({ code }) => code)).toEqual(['pickle-truncated'])
  })

  test.each([
    ['an unknown operation', '?'],
    ['zeros', '\0\0\0\0'],
    ['JSON', '{"a": 1}'],
    ['a value too few', 'a.'],
    ['STOP without a value', '.'],
    ['a POP too many', '0.'],
    ['a mark that is not there', 't.'],
    ['values below the mark', 'I1\n(\x85.'],
    ['a reference to nothing', 'h\x05.'],
    ['a reference that is no number', 'gx\n.'],
    ['a key set in a list', ']I1\nI2\ns.'],
    ['a key without a value', '}(I1\nu.'],
    ['an append to a dict', '}I1\na.'],
    ['numbers that are none', 'Iabc\n.'],
    ['arguments that are no tuple', 'ca\nb\nI1\nR.'],
    ['a class whose name is no text', 'I1\nI2\n\x93.'],
    ['a negative length', 'T\xff\xff\xff\xff.'],
    ['an extension', '\x82\x01.'],
    ['a buffer outside of the file', '\x97.'],
    ['text without quotes', 'Sabc\n.'],
  ])('%s is damage', (_, text) => {
    expect(fault(text)).toBe('pickle-damaged')
  })

  test('an array whose bytes are not as many as its shape says is damage', () => {
    const dtype = "cnumpy\ndtype\n(S'f8'\nI0\nI1\ntR(I3\nS'<'\nNNNI-1\nI-1\nI0\ntb"
    const array = (shape: string): string =>
      'cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(I0\ntS"b"\ntR' +
      `(I1\n(${shape}t${dtype}I00\nS'12345678'\ntb.`
    expect(value(array('I1\n'))).toMatchObject({ dtype: 'float64', shape: [1] })
    expect(fault(array('I2\n'))).toBe('pickle-damaged')
    expect(fault(array('L1000000000000L\nL1000000000000L\n'))).toBe('pickle-damaged')
    expect(value(array('I-1\n'))).toBeInstanceOf(PickledObject)
  })
})

describe('bounds', () => {
  test('deep values are refused, however they are made', () => {
    const deep = 100_000
    expect(fault(')', '\x85'.repeat(deep), '.')).toBe('pickle-too-large')
    expect(fault(']'.repeat(deep), 'a'.repeat(deep - 1), '.')).toBe('pickle-too-large')
    expect(fault('}', 'I1\n}'.repeat(deep), 's'.repeat(deep), '.')).toBe('pickle-too-large')
    expect(fault(']p0\n', ']p1\ng0\na0]p0\ng1\na0'.repeat(deep), 'g0\n.')).toBe('pickle-too-large')
    expect(fault(')ca\nb\np0\n0', '\x85p1\n0g0\ng1\nR'.repeat(deep), '.')).toBe('pickle-too-large')
  })

  test('a thousand levels are not', () => {
    let inner = value(']'.repeat(1000), 'a'.repeat(999), '.')
    let levels = 0
    for (; Array.isArray(inner); inner = inner[0] as unknown) levels += 1
    expect(levels).toBe(1000)
  })

  test('values that share their parts are not unfolded', () => {
    const doubled = Array.from({ length: 200 }, (_, i) => `(g${i}\ng${i}\ntp${i + 1}\n0`).join('')
    const shared = value(')p0\n0', doubled, 'g200\n.')
    expect(Array.isArray(shared)).toBe(true)
    expect((shared as unknown[])[0]).toBe((shared as unknown[])[1])
  })

  test('a memo number far out takes no memory', () => {
    expect(value('Nr', uint32(4_000_000_000), '0j', uint32(4_000_000_000), '.')).toBe(null)
    expect(value('Vx\np4000000000\n0g4000000000\n.')).toBe('x')
  })

  test('marks and values without end are an error, not a crash', () => {
    expect(fault('('.repeat(1_000_000))).toBe('pickle-truncated')
    expect(fault('N2'.repeat(1_000_000))).toBe('pickle-truncated')
    expect(fault('N\x94', 'h\0\x94'.repeat(300_000), ')\x85t.')).toBe('pickle-damaged')
  })

  test('one large value that is copied again and again is refused', () => {
    const list = ['cbuiltins\nset\np0\n0](', 'N'.repeat(100_000), 'e\x85p1\n0'] as const
    expect(fault(...list, 'g0\ng1\nR0'.repeat(20_000), 'N.')).toBe('pickle-too-large')
  })

  test('an integer of a million digits is refused', () => {
    expect(fault('L', '9'.repeat(1_000_000), 'L\n.')).toBe('pickle-too-large')
    expect(fault(0x8b, uint32(1_000_000), Buffer.alloc(1_000_000, 7), '.')).toBe('pickle-too-large')
  })

  test('values that are let go from a large memo are those that are not fetched', () => {
    const many = Array.from({ length: 30_000 }, (_, i) => `V${i}\n\x94`).join('')
    const list = value('](', many, 'j', uint32(29_999), 'j', uint32(3), 'h', 7, 'e.') as unknown[]
    expect(list.length).toBe(30_003)
    expect(list.slice(-3)).toEqual(['29999', '3', '7'])
  })
})

describe('whatever the bytes', () => {
  const codes = ['pickle-truncated', 'pickle-damaged', 'pickle-too-large']
  const survives = (bytes: Uint8Array): void => {
    const { problems } = read(bytes)
    expect(problems.length).toBeLessThanOrEqual(1)
    for (const { code } of problems) expect(codes).toContain(code)
  }

  test('random bytes are read or refused', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), survives), { numRuns: 2000 })
  })

  test('random operations are read or refused', () => {
    const operations = [
      ...Array.from('(0123.NQRabdelostu)]}'),
      ...Array.from('\x81\x85\x86\x87\x88\x89\x8f\x90\x91\x92\x93\x94'),
      ...['K\x01', 'h\x00', 'h\x01', 'q\x00', 'I5\n', 'F1.5\n', 'Vab\n', "S'x'\n", '\x8c\x01a'],
      ...['cnumpy\ndtype\n', 'cnumpy.core.multiarray\nscalar\n', 'cbuiltins\nset\n', 'C\x01a'],
      ...['cdatetime\ndatetime\n', 'ccollections\nOrderedDict\n', 'cuuid\nUUID\n', "S'f8'\n"],
      ...['ccopy_reg\n_reconstructor\n', 'cbuiltins\ngetattr\n', 'cdill._dill\n_create_type\n'],
    ]
    const program = fc.array(fc.constantFrom(...operations), { maxLength: 80 })
    fc.assert(
      fc.property(program, (parts) => survives(pickle(...parts, '.'))),
      { numRuns: 5000 },
    )
  })

  const fixtures = join(import.meta.dirname, '..', 'fixtures')
  const files = ['ml-logger/runs/alice', 'rigorous-recorder/single']
    .flatMap((folder) =>
      readdirSync(join(fixtures, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
        join(fixtures, folder, name),
      ),
    )
    .filter((name) => /\.(pkl|pickle)$/.test(name))
    .map((name) => readFileSync(name))

  test('real pickles with some bytes changed, cut anywhere, are read or refused', () => {
    const change = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255))
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.array(change, { maxLength: 4 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (file, changes, end) => {
          const bytes = Buffer.from(file.subarray(0, Math.ceil(end * file.length)))
          for (const [at, byte] of changes) bytes[Math.floor(at * (bytes.length - 1))] = byte
          survives(bytes)
        },
      ),
      { numRuns: 3000 },
    )
  })
})
