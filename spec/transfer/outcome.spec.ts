import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measured, speedLine } from '../../lib/transfer/outcome.ts'

// commands.md §7.4
const cases: readonly (readonly [bytes: number, seconds: number, line: string | undefined])[] = [
  [5_000_000, 1, '1.000 seconds (measured here), 4.77 Mbytes per second'],
  [524288, 1, '1.000 seconds (measured here), 512.00 Kbytes per second'],
  [512, 1, '1.000 seconds (measured here), 512.00 bytes per second'],
  [10, 1.201, '1.201 seconds (measured here), 8.33 bytes per second'],
  [1, 100, undefined],
  [0, 0, undefined],
]
for (const [bytes, seconds, line] of cases) {
  test(`${bytes} bytes in ${seconds} s`, () => assert.deepEqual(speedLine(bytes, seconds), line ? [line] : []))
}

test('the end of a transfer line in the log (flags.md §5.6)', () => {
  assert.equal(measured(2048, 2), '(2048 bytes, 1.00KB/sec)')
  assert.equal(measured(0, 0), '(0 bytes, 0.00KB/sec)')
})
