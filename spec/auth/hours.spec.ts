import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clockTime, isWithinHours } from '../../lib/auth/hours.ts'

const TABLE: readonly (readonly [string, number, boolean])[] = [
  ['', 0, true],
  ['900-1800', 859, false],
  ['900-1800', 900, true],
  ['900-1800', 1800, true],
  ['900-1800', 1801, false],
  ['2200-600', 2159, false],
  ['2200-600', 2200, true],
  ['2200-600', 0, true],
  ['2200-600', 600, true],
  ['2200-600', 601, false],
  ['1200-1200', 1200, true],
  ['1200-1200', 1201, false],
  [' 900- 1800x', 900, true],
  ['900 -1800', 900, false],
  ['900', 900, false],
  ['900-', 900, false],
  ['abc', 900, false],
]

test('hours of logins (puredb.md §4)', () => {
  for (const [hours, now, allowed] of TABLE) assert.equal(isWithinHours(hours, now), allowed, `${hours} at ${now}`)
})

test('the clock is the local one, without seconds', () => {
  assert.equal(clockTime(new Date(2026, 0, 1, 0, 7, 59)), 7)
  assert.equal(clockTime(new Date(2026, 0, 1, 23, 59)), 2359)
})
