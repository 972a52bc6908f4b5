import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { isUnfinishedAbort, MAX_LINE_BYTES, readLines } from '../../lib/control/line-reader.ts'

const cases: readonly (readonly [name: string, input: string, lines: readonly string[], rest: string])[] = [
  ['CR LF', 'NOOP\r\n', ['NOOP'], ''],
  ['bare LF', 'NOOP\n', ['NOOP'], ''],
  ['CR alone is not an end', 'NOOP\rPWD', [], 'NOOP\rPWD'],
  ['CR CR LF: the first CR becomes _', 'MKD twocr\r\r\n', ['MKD twocr_'], ''],
  ['control characters become _', 'MKD a\tb\x07\x7f\0\r\n', ['MKD a_b___'], ''],
  ['high bytes stay', 'MKD latin1\xe9\xff\r\n', ['MKD latin1\xe9\xff'], ''],
  ['several lines, the last one open', 'NOOP\r\nSYST\r\nPWD\nTYPE', ['NOOP', 'SYST', 'PWD'], 'TYPE'],
  ['Telnet codes in front are dropped', '\xff\xf4\xff\xf2ABOR\r\n', ['ABOR'], ''],
  ['empty line', '\r\n', [''], ''],
]

for (const [name, input, lines, rest] of cases) {
  test(`a line: ${name}`, () => {
    assert.deepEqual(readLines('', input), { lines, rest, tooLong: false })
  })

  test(`a line cut at every byte: ${name}`, () => {
    for (let cut = 0; cut <= input.length; cut++) {
      const first = readLines('', input.slice(0, cut))
      const second = readLines(first.rest, input.slice(cut))
      assert.deepEqual([...first.lines, ...second.lines], lines)
      assert.equal(second.rest, rest)
    }
  })
}

test('the longest line has 4112 bytes with its LF (commands.md §1.2)', () => {
  const longest = `${'x'.repeat(MAX_LINE_BYTES - 2)}\r\n`
  assert.equal(readLines('', longest).lines[0]?.length, MAX_LINE_BYTES - 2)
  assert.equal(readLines('', `x${longest}`).tooLong, true)
})

test('a line that never ends is given up at the limit', () => {
  assert.equal(readLines('', 'x'.repeat(MAX_LINE_BYTES - 1)).tooLong, false)
  assert.equal(readLines('', 'x'.repeat(MAX_LINE_BYTES)).tooLong, true)
})

test('lines before one that is too long are kept', () => {
  const { lines, tooLong } = readLines('', `NOOP\r\n${'x'.repeat(MAX_LINE_BYTES + 5)}`)
  assert.deepEqual([lines, tooLong], [['NOOP'], true])
})

test('an ABOR whose LF went out as urgent data counts as complete (clients.md §5)', () => {
  assert.equal(isUnfinishedAbort('ABOR\r'), true)
  assert.equal(isUnfinishedAbort('\xff\xf4\xff\xf2abor\r'), true)
  assert.equal(isUnfinishedAbort('ABO'), false)
})

test('any bytes, cut anywhere: no control characters come through, and the rest is bounded', () => {
  const bytes = fc.array(fc.uint8Array({ maxLength: 6000 }), { maxLength: 5 })
  fc.assert(
    fc.property(bytes, (chunks) => {
      let rest = ''
      for (const chunk of chunks) {
        const read = readLines(rest, Buffer.from(chunk).toString('latin1'))
        for (const line of read.lines) assert.match(line, /^[^\x00-\x1f\x7f]*$/)
        assert.ok(read.rest.length < MAX_LINE_BYTES)
        if (read.tooLong) return
        rest = read.rest
      }
    }),
    { numRuns: 200 },
  )
})
