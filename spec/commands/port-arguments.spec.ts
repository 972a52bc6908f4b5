import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { parseEprt } from '../../lib/commands/eprt.ts'
import { parsePort } from '../../lib/commands/port.ts'

/** The code of the refusal, or the endpoint as text. */
const outcome = (parsed: ReturnType<typeof parsePort>): string | number =>
  parsed.ok ? `${parsed.value.address}:${parsed.value.port}` : parsed.error.code

// commands.md §7.2, as measured on the reference.
const PORT_CASES: readonly (readonly [string, string | number])[] = [
  ['', 501],
  ['1,2,3', 501],
  ['127,0,0,1,256,1', 501],
  ['0,0,0,0,40,1', 501],
  ['127,0,0,1,0,0', 501],
  ['127,0,0,1,3,255', '127.0.0.1:1023'],
  ['127,0,0,1,145,80', '127.0.0.1:37200'],
  ['127,0,0,1,145,80garbage', '127.0.0.1:37200'],
  [' 127 , 0 , 0 , 1 , 145 , 80', 501],
  ['-1,0,0,1,145,80', 501],
]
for (const [argument, expected] of PORT_CASES) {
  test(`PORT ${argument}`, () => assert.equal(outcome(parsePort(argument)), expected))
}

const EPRT_CASES: readonly (readonly [string, string | number])[] = [
  ['|1|127.0.0.1|37200|', '127.0.0.1:37200'],
  ['|1|127,0,0,1|37200|', '127.0.0.1:37200'],
  ['|1|127.0.0.1|37200', 501],
  ['|1|127.0.0.1|80|', '127.0.0.1:80'],
  ['|2|::1|37200|', '::1:37200'],
  ['|3|127.0.0.1|37200|', 522],
  ['!1!127.0.0.1!37200!', '127.0.0.1:37200'],
  ['|1|127.0.0.1|0|', 501],
  ['|1|127.0.0.1|70000|', 501],
  ['|2|zz|37200|', 501],
  ['|2|::1|70000|', 501],
  ['foo', 501],
  ['', 501],
  ['|1|0.0.0.0|37200|', 501],
  ['|1|::1|37200|', 501],
]
for (const [argument, expected] of EPRT_CASES) {
  test(`EPRT ${argument}`, () => assert.equal(outcome(parseEprt(argument, true)), expected))
}

test('EPRT on a server without IPv6 names IPv4 alone', () => {
  const refused = parseEprt('|2|::1|40000|', false)
  assert.deepEqual(refused.ok || refused.error.lines, ['Only IPv4 is supported (1)'])
})

test('any argument is parsed or refused, never thrown at', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      assert.equal(typeof parsePort(text).ok, 'boolean')
      assert.equal(typeof parseEprt(text, true).ok, 'boolean')
    }),
  )
})
