import type { ParamValue } from '../../experiment.js'
import { checkMemory } from './allowance.js'
import { AsciiCache } from './ascii-cache.js'
import type { ClassHandler } from './class-handler.js'
import { withKeywords } from './copyreg.js'
import { checkDepth, isShallow, MOST_LEVELS } from './depth.js'
import { isTextDict } from './dict.js'
import { damaged, tooLarge, truncated, underflow } from './fault.js'
import { integerOfBytes, integerOfText } from './integers.js'
import { fetchedFrom } from './look-ahead.js'
import { Memo } from './memo.js'
import { Objects } from './objects.js'
import {
  after,
  afterLine,
  argsOf,
  globalOf,
  lastMark,
  lineAt,
  numberOfLine,
  peek,
  persistent,
  positive,
  utf8,
} from './operands.js'
import { replaceWithin } from './replaced.js'
import { bytesOfRepr, floatOfText, textOf, textOfPython2, textOfRawEscapes } from './text.js'

/** One for all files: runs have the same keys. */
const texts = new AsciiCache()

/** Bytes of an array are copied when they are decoded: so many are not copied before that. */
const LARGE = 65_536

/** How many bytes are read before the memory is looked at again. */
const LOOK_EVERY = 2 ** 18

/** No honest pickle has so many values in hand at once. */
const MOST_IN_HAND = 2 ** 25

/**
 * Carries out the operations of pickles, protocols 0 to 5, as far as they make data; nothing that a
 * pickle names is loaded or run.
 *
 * Source: Python's Lib/pickletools.py describes each operation.
 */
export class Machine {
  /** Where the next pickle begins; after a fault, the operation that failed. */
  position = 0
  readonly #bytes: Buffer
  readonly #view: DataView
  readonly #objects: Objects
  readonly #memo = new Memo()
  readonly #stack: ParamValue[] = []
  readonly #marks: number[] = []
  // What dicts have become that something may refer to as they were.
  #replaced: Map<ParamValue, ParamValue> | undefined
  // Dicts that the memo keeps; known of a large pickle only.
  #shared = new Set<ParamValue>()
  #isDuplicated = false

  constructor(bytes: Buffer, classes: ReadonlyMap<string, ClassHandler> | undefined) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    this.#objects = new Objects(classes, () => this.position)
  }

  /** The value of the pickle that begins at `position`. */
  load(): ParamValue {
    this.#memo.reset()
    if (this.#marks.length > 0) this.#marks.length = 0
    this.#replaced = undefined
    this.#isDuplicated = false
    if (this.#shared.size > 0) this.#shared.clear()
    this.#objects.reset()
    const start = this.position
    const root = this.#replacedIn(this.#run())
    this.#checkDepth(root, this.position - start)
    return root
  }

  #replacedIn(value: ParamValue): ParamValue {
    for (const view of this.#objects.views) {
      this.#replaced ??= new Map()
      this.#replaced.set(view, new Uint8Array(view))
    }
    return this.#replaced === undefined ? value : replaceWithin(value, this.#replaced)
  }

  #run(): ParamValue {
    const bytes = this.#bytes
    const view = this.#view
    const stack = this.#stack
    const marks = this.#marks
    const memo = this.#memo
    const objects = this.#objects
    const end = bytes.length
    let at = this.position
    let top = 0
    // Below it are the values before the last mark, out of reach.
    let floor = 0
    let nextLook = at + LOOK_EVERY
    // Of an operand.
    let start: number

    while (at < end) {
      this.position = at
      const code = bytes[at++]
      switch (code) {
        case 0x80: // PROTO
          if (at >= end) throw truncated()
          at += 1
          break
        case 0x95: // FRAME
          // Of one that is cut off, what is there is read: its length tells nothing else.
          at = after(at + 8, end)
          break
        case 0x2e: // STOP
          this.position = at
          return peek(stack, top, floor)

        case 0x28: // MARK
          if (marks.length >= MOST_IN_HAND) throw tooLarge('it nests too many values')
          marks.push(floor)
          floor = top
          break
        case 0x30: // POP
          if (top > floor) top -= 1
          else floor = lastMark(marks)
          break
        case 0x31: // POP_MARK
          top = floor
          floor = lastMark(marks)
          break
        case 0x32: // DUP
          stack[top] = peek(stack, top, floor)
          top += 1
          this.#isDuplicated = true
          break

        case 0x94: // MEMOIZE
          this.#keep(memo.append(peek(stack, top, floor)), stack, top)
          break
        case 0x71: // BINPUT
          at = after(at + 1, end)
          this.#keep(memo.put(view.getUint8(at - 1), peek(stack, top, floor)), stack, top)
          break
        case 0x72: // LONG_BINPUT
          at = after(at + 4, end)
          this.#keep(memo.put(view.getUint32(at - 4, true), peek(stack, top, floor)), stack, top)
          break
        case 0x68: // BINGET
          at = after(at + 1, end)
          stack[top++] = this.#fetch(view.getUint8(at - 1))
          break
        case 0x6a: // LONG_BINGET
          at = after(at + 4, end)
          stack[top++] = this.#fetch(view.getUint32(at - 4, true))
          break
        case 0x67: // GET
          stack[top++] = this.#fetch(numberOfLine(lineAt(bytes, at)))
          at = afterLine(bytes, at)
          break
        case 0x70: // PUT
          this.#keep(memo.put(numberOfLine(lineAt(bytes, at)), peek(stack, top, floor)), stack, top)
          at = afterLine(bytes, at)
          break

        case 0x4e: // NONE
          stack[top++] = null
          break
        case 0x88: // NEWTRUE
          stack[top++] = true
          break
        case 0x89: // NEWFALSE
          stack[top++] = false
          break
        case 0x4b: // BININT1
          at = after(at + 1, end)
          stack[top++] = view.getUint8(at - 1)
          break
        case 0x4d: // BININT2
          at = after(at + 2, end)
          stack[top++] = view.getUint16(at - 2, true)
          break
        case 0x4a: // BININT
          at = after(at + 4, end)
          stack[top++] = view.getInt32(at - 4, true)
          break
        case 0x8a: // LONG1
          start = after(at + 1, end)
          at = after(start + view.getUint8(at), end)
          stack[top++] = integerOfBytes(bytes, start, at)
          break
        case 0x8b: // LONG4
          start = after(at + 4, end)
          at = after(start + positive(view.getInt32(at, true)), end)
          stack[top++] = integerOfBytes(bytes, start, at)
          break
        case 0x49: // INT
        case 0x4c: // LONG
          stack[top++] = integerOfText(lineAt(bytes, at), code === 0x49)
          at = afterLine(bytes, at)
          break
        case 0x47: // BINFLOAT
          at = after(at + 8, end)
          stack[top++] = view.getFloat64(at - 8)
          break
        case 0x46: // FLOAT
          stack[top++] = floatOfText(lineAt(bytes, at))
          at = afterLine(bytes, at)
          break

        case 0x8c: // SHORT_BINUNICODE
          start = after(at + 1, end)
          at = after(start + view.getUint8(at), end)
          stack[top++] = texts.find(bytes, start, at) ?? textOf(bytes, start, at)
          break
        case 0x58: // BINUNICODE
          start = after(at + 4, end)
          at = after(start + view.getUint32(at, true), end)
          stack[top++] = texts.find(bytes, start, at) ?? textOf(bytes, start, at)
          break
        case 0x8d: // BINUNICODE8
          start = after(at + 8, end)
          at = after(start + Number(view.getBigUint64(at, true)), end)
          stack[top++] = textOf(bytes, start, at)
          break
        case 0x56: // UNICODE
          stack[top++] = textOfRawEscapes(lineAt(bytes, at))
          at = afterLine(bytes, at)
          break
        case 0x55: // SHORT_BINSTRING
          start = after(at + 1, end)
          at = after(start + view.getUint8(at), end)
          stack[top++] = texts.find(bytes, start, at) ?? textOfPython2(bytes, start, at)
          break
        case 0x54: // BINSTRING
          start = after(at + 4, end)
          at = after(start + positive(view.getInt32(at, true)), end)
          stack[top++] = textOfPython2(bytes, start, at)
          break
        case 0x53: {
          // STRING
          const part = bytesOfRepr(lineAt(bytes, at))
          stack[top++] = textOfPython2(part, 0, part.length)
          at = afterLine(bytes, at)
          break
        }
        case 0x43: // SHORT_BINBYTES
          start = after(at + 1, end)
          at = after(start + view.getUint8(at), end)
          stack[top++] = this.#bytesAt(start, at)
          break
        case 0x42: // BINBYTES
          start = after(at + 4, end)
          at = after(start + view.getUint32(at, true), end)
          stack[top++] = this.#bytesAt(start, at)
          break
        case 0x8e: // BINBYTES8
        case 0x96: // BYTEARRAY8
          start = after(at + 8, end)
          at = after(start + Number(view.getBigUint64(at, true)), end)
          stack[top++] = this.#bytesAt(start, at)
          break

        case 0x29: // EMPTY_TUPLE
        case 0x5d: // EMPTY_LIST
          stack[top++] = []
          break
        case 0x7d: // EMPTY_DICT
          stack[top++] = {}
          break
        case 0x8f: // EMPTY_SET
          stack[top++] = new Set()
          break
        case 0x85: // TUPLE1
          stack[top - 1] = [peek(stack, top, floor)]
          break
        case 0x86: // TUPLE2
          stack[top - 2] = [peek(stack, top - 1, floor), peek(stack, top, floor)]
          top -= 1
          break
        case 0x87: // TUPLE3
          stack[top - 3] = [
            peek(stack, top - 2, floor),
            peek(stack, top - 1, floor),
            peek(stack, top, floor),
          ]
          top -= 2
          break
        case 0x74: // TUPLE
        case 0x6c: // LIST
          start = floor
          floor = lastMark(marks)
          stack[start] = stack.slice(start, top)
          top = start + 1
          break
        case 0x64: // DICT
          start = floor
          floor = lastMark(marks)
          stack[start] = objects.setItems({}, stack, start, top)
          top = start + 1
          break
        case 0x91: {
          // FROZENSET
          start = floor
          floor = lastMark(marks)
          const set = new Set<ParamValue>()
          objects.addItems(set, stack.slice(start, top))
          stack[start] = set
          top = start + 1
          break
        }

        case 0x61: // APPEND
          objects.append(peek(stack, top - 1, floor), [peek(stack, top, floor)])
          top -= 1
          break
        case 0x65: // APPENDS
          start = floor
          floor = lastMark(marks)
          objects.append(peek(stack, start, floor), stack.slice(start, top))
          top = start
          break
        case 0x90: // ADDITEMS
          start = floor
          floor = lastMark(marks)
          objects.addItems(peek(stack, start, floor), stack.slice(start, top))
          top = start
          break
        case 0x73: {
          // SETITEM
          start = top - 2
          const dict = this.#now(peek(stack, start, floor))
          stack[start - 1] = this.#become(dict, objects.setItems(dict, stack, start, top))
          top = start
          break
        }
        case 0x75: {
          // SETITEMS
          start = floor
          floor = lastMark(marks)
          const dict = this.#now(peek(stack, start, floor))
          stack[start - 1] = this.#become(dict, objects.setItems(dict, stack, start, top))
          top = start
          break
        }

        case 0x63: {
          // GLOBAL
          const module = lineAt(bytes, at)
          at = afterLine(bytes, at)
          stack[top++] = objects.find(utf8(module), utf8(lineAt(bytes, at)))
          at = afterLine(bytes, at)
          break
        }
        case 0x93: // STACK_GLOBAL
          stack[top - 2] = globalOf(objects, peek(stack, top - 1, floor), peek(stack, top, floor))
          top -= 1
          break
        case 0x52: // REDUCE
        case 0x81: // NEWOBJ
          stack[top - 2] = objects.call(
            peek(stack, top - 1, floor),
            argsOf(peek(stack, top, floor)),
          )
          top -= 1
          break
        case 0x92: // NEWOBJ_EX
          stack[top - 3] = objects.call(
            peek(stack, top - 2, floor),
            withKeywords(argsOf(peek(stack, top - 1, floor)), peek(stack, top, floor)),
          )
          top -= 2
          break
        case 0x62: {
          // BUILD
          const object = this.#now(peek(stack, top - 1, floor))
          const state = peek(stack, top, floor)
          top -= 1
          stack[top - 1] = this.#become(object, objects.build(object, state))
          break
        }
        case 0x69: {
          // INST
          const module = lineAt(bytes, at)
          at = afterLine(bytes, at)
          const type = objects.find(utf8(module), utf8(lineAt(bytes, at)))
          at = afterLine(bytes, at)
          start = floor
          floor = lastMark(marks)
          stack[start] = objects.call(type, stack.slice(start, top))
          top = start + 1
          break
        }
        case 0x6f: {
          // OBJ
          start = floor
          floor = lastMark(marks)
          const [type, ...args] = stack.slice(start, top)
          if (type === undefined) throw underflow()
          stack[start] = objects.call(type, args)
          top = start + 1
          break
        }

        case 0x50: // PERSID
          stack[top++] = persistent(utf8(lineAt(bytes, at)))
          at = afterLine(bytes, at)
          break
        case 0x51: // BINPERSID
          stack[top - 1] = persistent(peek(stack, top, floor))
          break
        case 0x82: // EXT1
        case 0x83: // EXT2
        case 0x84: // EXT4
          throw damaged(
            'it names a class by a number of the copyreg extension registry, which is not in the file',
          )
        case 0x97: // NEXT_BUFFER
        case 0x98: // READONLY_BUFFER
          throw damaged('it refers to a buffer that was kept out of the file')
        default:
          throw damaged(`there is no pickle operation ${code ?? 0}`)
      }
      if (top > MOST_IN_HAND) throw tooLarge('it has too many values in hand')
      if (at > nextLook) {
        checkMemory()
        nextLook = at + LOOK_EVERY
      }
    }
    throw truncated()
  }

  #bytesAt(start: number, end: number): Uint8Array {
    const view = this.#bytes.subarray(start, end)
    // In the end a view would keep all of the file in memory.
    if (view.length < LARGE) return new Uint8Array(view)
    this.#objects.views.add(view)
    return view
  }

  #checkDepth(root: ParamValue, size: number): void {
    const { unchecked } = this.#objects
    // Each level takes a byte at least.
    const isFine = size <= MOST_LEVELS || (unchecked.size === 0 && isShallow(root, 2 * size))
    if (!isFine) checkDepth([root, ...unchecked])
  }

  #keep(isKept: boolean, stack: readonly ParamValue[], top: number): void {
    if (!isKept) return
    if (this.#memo.isPruned) {
      const value = stack[top - 1]
      if (isTextDict(value)) this.#shared.add(value)
    } else if (this.#memo.isFull) {
      const kept = this.#memo.keepOnly(fetchedFrom(this.#bytes, this.position))
      for (const value of kept) if (isTextDict(value)) this.#shared.add(value)
    }
  }

  #fetch(id: number): ParamValue {
    return this.#now(this.#memo.get(id))
  }

  #now(value: ParamValue): ParamValue {
    return this.#replaced === undefined ? value : (this.#replaced.get(value) ?? value)
  }

  #become(before: ParamValue, after: ParamValue): ParamValue {
    if (before === after) return after
    const isShared =
      !this.#memo.isPruned || this.#isDuplicated || !isTextDict(before) || this.#shared.has(before)
    if (isShared) {
      this.#replaced ??= new Map()
      this.#replaced.set(before, after)
    }
    return after
  }
}
