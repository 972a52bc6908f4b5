import assert from 'node:assert/strict'
import { test } from 'node:test'
import { splitLines } from '../../lib/files/messages.ts'

// flags.md §6.3: at most 100 reads of at most 511 bytes. That a FIFO or a directory is skipped: spec/commands/cwd.

const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  ['nothing', '', []],
  ['no line end', 'no newline at end', ['no newline at end']],
  ['empty lines', 'a\n\nb\n', ['a', '', 'b']],
  ['CRLF', 'a\r\nb\r\r\n', ['a', 'b']],
  ['control characters, the last one of a line included', '\x07x\x1b[2J\x7f\n', ['_x_[2J_']],
  ['bytes that are not ASCII', 'caf\xc3\xa9\n', ['caf\xc3\xa9']],
  ['a line of 511 bytes with its LF', `${'x'.repeat(510)}\nb`, ['x'.repeat(510), 'b']],
  ['a line of 512 bytes with its LF', `${'x'.repeat(511)}\nb`, ['x'.repeat(511), '', 'b']],
  ['a long line', 'x'.repeat(600), ['x'.repeat(511), 'x'.repeat(89)]],
]
for (const [what, text, lines] of CASES) test(what, () => assert.deepEqual(splitLines(text), lines))

test('the 101st line is not shown', () => {
  const lines = splitLines(Array.from({ length: 150 }, (_, i) => `line ${i}\n`).join(''))
  assert.equal(lines.length, 100)
  assert.equal(lines.at(-1), 'line 99')
})
