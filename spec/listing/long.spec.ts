import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FileStat } from '../../lib/kernel/kernel.ts'
import { LongFormat } from '../../lib/listing/long.ts'
import { ShortTimes } from '../../lib/listing/short-times.ts'

const at = (iso: string): number => Date.parse(iso) / 1000
const NOW = at('2026-11-22T11:30:00Z')
const HOUR = 3600
const DAY = 86_400

const FILE: FileStat = {
  kind: 'file',
  mode: 0o644,
  links: 1,
  uid: 2001,
  gid: 2001,
  size: 1,
  modified: at('2026-11-22T11:10:00Z'),
  device: 1,
  inodeHigh: 0,
  inodeLow: 1,
}
const OWNERS = { user: () => 'jane      ', group: () => 'jane      ' }
const format = (offset = 0): LongFormat => new LongFormat(OWNERS, new ShortTimes(NOW, offset))

/** Lines of commands.md §9.3, without their names. */
const LINES: readonly (readonly [changes: Partial<FileStat>, line: string])[] = [
  [{}, '-rw-r--r--    1 jane       jane                1 Nov 22 11:10 '],
  [{ size: 9_999_999_999 }, '-rw-r--r--    1 jane       jane       9999999999 Nov 22 11:10 '],
  [{ size: 10_000_000_000 }, '-rw-r--r--    1 jane       jane              10000000000 Nov 22 11:10 '],
  [{ links: 12_345 }, '-rw-r--r-- 12345 jane       jane                1 Nov 22 11:10 '],
  [
    { kind: 'directory', mode: 0, links: 8, size: 4096 },
    'd---------    8 jane       jane             4096 Nov 22 11:10 ',
  ],
  [{ kind: 'symlink', mode: 0o600, size: 7 }, 'lrwxrwxrwx    1 jane       jane                7 Nov 22 11:10 '],
  [{ mode: 0o2755 }, '-rwxr-sr-x    1 jane       jane                1 Nov 22 11:10 '],
  [{ mode: 0o2644 }, '-rw-r-Sr--    1 jane       jane                1 Nov 22 11:10 '],
  [{ mode: 0o4755 }, '-rwsr-xr-x    1 jane       jane                1 Nov 22 11:10 '],
  [{ mode: 0o4744 }, '-rwsr--r--    1 jane       jane                1 Nov 22 11:10 '],
  [{ mode: 0o4644 }, '-rwSr--r--    1 jane       jane                1 Nov 22 11:10 '],
  [{ mode: 0o1755 }, '-rwxr-xr-t    1 jane       jane                1 Nov 22 11:10 '],
  [{ mode: 0o1644 }, '-rw-r--r-T    1 jane       jane                1 Nov 22 11:10 '],
  [{ modified: NOW - 180 * DAY }, '-rw-r--r--    1 jane       jane                1 May 26 11:30 '],
  [{ modified: NOW - 180 * DAY - 1 }, '-rw-r--r--    1 jane       jane                1 May 26  2026 '],
  [{ modified: NOW + 40 * DAY }, '-rw-r--r--    1 jane       jane                1 Jan  1 11:30 '],
  [{ modified: 0 }, '-rw-r--r--    1 jane       jane                1 Jan  1  1970 '],
  [{ modified: -1 }, '-rw-r--r--    1 jane       jane                1 Dec 31  1969 '],
]
for (const [changes, line] of LINES) {
  test(`long line of ${JSON.stringify(changes)}`, () => assert.equal(format().line({ ...FILE, ...changes }), line))
}

test('what lines have in common is not carried over to those that differ', () => {
  const one = format()
  for (const [changes, line] of [...LINES, ...LINES.toReversed()]) assert.equal(one.line({ ...FILE, ...changes }), line)
})

test('the offset of now holds for all dates (§20 row 66)', () => {
  const times = new ShortTimes(NOW, HOUR)
  assert.equal(times.text(at('2026-07-15T12:00:00Z')), 'Jul 15 13:00')
  assert.equal(times.text(at('2026-11-20T12:00:00Z')), 'Nov 20 13:00')
  assert.equal(times.text(at('2019-12-31T23:30:00Z')), 'Jan  1  2020')
  assert.equal(new ShortTimes(NOW, -5 * HOUR).text(at('2026-11-01T02:05:00Z')), 'Oct 31 21:05')
  assert.equal(new ShortTimes(NOW, 5.75 * HOUR).text(at('2026-11-20T00:00:00Z')), 'Nov 20 05:45')
})

test('times that no calendar knows are shown all the same', () => {
  for (const seconds of [-(2 ** 62), -1e15, 1e15, 2 ** 62])
    assert.match(new ShortTimes(NOW, 0).text(seconds), /^[A-Z][a-z]{2} [ \d]\d ( -?\d+|\d\d:\d\d)$/)
})
