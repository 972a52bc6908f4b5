import assert from 'node:assert/strict'
import { test } from 'node:test'
import { IdleClock } from '../../lib/control/idle-clock.ts'

test('commands that do nothing are timed from the first of their run (commands.md §1.6)', () => {
  const clock = new IdleClock(() => 2000, 0)
  assert.equal(clock.onCommand('idle', 100), 'go-on')
  assert.equal(clock.onCommand('idle', 4000), 'go-on')
  assert.equal(clock.onCommand('idle', 4100), 'timeout-no-operation')
})

test('a command that does something ends the run; a neutral one leaves it alone', () => {
  const clock = new IdleClock(() => 2000, 0)
  clock.onCommand('idle', 0)
  clock.onCommand('neutral', 3000)
  assert.equal(clock.onCommand('idle', 4000), 'timeout-no-operation')
  clock.onCommand('active', 4000)
  assert.equal(clock.onCommand('idle', 5000), 'go-on')
})

test('a line that never ends has twice the idle time, from the last reply', () => {
  const clock = new IdleClock(() => 2000, 0)
  assert.equal(clock.onPartialLine(4000), 'go-on')
  assert.equal(clock.onPartialLine(4001), 'timeout')
  clock.onReply(4001)
  assert.equal(clock.onPartialLine(8001), 'go-on')
})
