import { err, ok, type Result } from '../core/result.ts'
import type { Parse } from './flag.ts'

/** The reference stores these as unsigned 32 bit; beyond, it wraps (Q15), which is never what was meant. */
export const LARGEST = 0xffff_ffff

/** Counters are C ints in the reference: more would wrap to a negative number there. */
export const LARGEST_INT = 0x7fff_ffff

const within = (value: number, min: number, max: number): Result<number, string> =>
  value >= min && value <= max ? ok(value) : err('')

/** strtoul with base 0, whole string: `50`, `0x32`, `062`, with leading blanks and a `+`. */
export const wholeNumber =
  (min: number, max: number = LARGEST): Parse<number> =>
  (text) => {
    const digits = /^\s*\+?(0x[\da-f]+|0[0-7]*|[1-9]\d*)$/i.exec(text)?.[1]
    if (digits !== undefined) return within(Number(/^0[0-7]/.test(digits) ? `0o${digits}` : digits), min, max)
    return err(/^\s*\+?0\d+$/.test(text) ? 'a number that begins with 0 is octal' : '')
  }

/** strtoul with base 10, whole string. */
export const decimalNumber =
  (min: number, max: number = LARGEST): Parse<number> =>
  (text) =>
    /^\s*\+?\d+$/.test(text) ? within(Number(text), min, max) : err('')

/** strtod: decimals and exponents. Hexadecimal, `inf` and `nan`, which strtod also takes, mean nothing here. */
export const realNumber = (text: string): number | undefined =>
  /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined

type Pair = readonly [first: number, second: number]

/**
 * `first:second` as scanf's `%u:%u` reads it, but to the end. `smallest` is -1 where the Debian wrapper writes -1 for
 * "unlimited"; it comes out as the largest number, as wrapping would have it.
 */
export const numberPair =
  (smallest: -1 | 0 | 1): Parse<Pair> =>
  (text) => {
    const [, first, second] = /^\s*([+-]?\d+):\s*([+-]?\d+)$/.exec(text) ?? []
    if (first === undefined || second === undefined) return err(colonExpected(text))
    const pair = [countOf(first, smallest), countOf(second, smallest)] as const
    return pair[0] !== undefined && pair[1] !== undefined ? ok([pair[0], pair[1]]) : err('')
  }

function countOf(text: string, smallest: -1 | 0 | 1): number | undefined {
  const value = Number(text)
  if (smallest === -1 && value === -1) return LARGEST
  return value >= Math.abs(smallest) && value <= LARGEST ? value : undefined
}

/** The commonest mistake: another separator. */
function colonExpected(text: string): string {
  const [, first, second] = /^\s*(\d+)\s*[-,;. /]\s*(\d+)\s*$/.exec(text) ?? []
  return first === undefined ? '' : `colon expected: ${first}:${second}`
}

interface Sides<Value> {
  readonly first?: Value
  readonly second?: Value
}

/** `both`, `first:`, `:second` or `first:second`: the grammar of -U, -t and -T. */
export const sides =
  <Value>(parse: Parse<Value>): Parse<Sides<Value>> =>
  (text) => {
    const colon = text.indexOf(':')
    if (colon < 0) return oneForBoth(parse(text), text)
    if (text === ':') return err('')
    const first = sideOf(parse, text.slice(0, colon))
    const second = sideOf(parse, text.slice(colon + 1))
    if (!first.ok) return first
    if (!second.ok) return second
    return ok({
      ...(first.value === undefined ? {} : { first: first.value }),
      ...(second.value === undefined ? {} : { second: second.value }),
    })
  }

const oneForBoth = <Value>(both: Result<Value, string>, text: string): Result<Sides<Value>, string> =>
  both.ok ? ok({ first: both.value, second: both.value }) : err(colonExpected(text) || both.error)

const sideOf = <Value>(parse: Parse<Value>, text: string): Result<Value | undefined, string> =>
  text === '' ? ok(undefined) : parse(text)

/** What the reference prints of a refused value with two sides: it has cut it at the colon by then. */
export const beforeColon = (text: string): string => text.split(':', 1)[0] ?? ''
