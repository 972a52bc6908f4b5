import assert from 'node:assert/strict'
import { statSync } from 'node:fs'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { secondsOf } from '../../lib/commands/mfmt.ts'
import { Conversation } from '../support/command-context.ts'
import { follow } from '../support/transcript.ts'

// MFMT and SITE UTIME: commands.md §10.6, as measured on the reference; §20 rows 42 and 43 differ.

const times = (talk: Conversation, name: string): readonly string[] => {
  const { atime, mtime } = statSync(talk.home.at(name))
  return [atime.toISOString(), mtime.toISOString()]
}

test('MFMT', async () => {
  using talk = await Conversation.loggedIn({ argv: ['-A', '-R'], home: { 'a.txt': 'x', 'my file': 'x', 'sub/': null } })
  await follow(
    talk,
    `
C: MFMT  →  S: 501 Missing argument
C: MFMT 20200102030405  →  S: 501 Missing argument
C: MFMT 20200102030405␠  →  S: 501 Missing argument
C: MFMT 20200102030405 a.txt  →  S: 213 UTIME OK
C: MFMT 2020 a.txt  →  S: 501 Can't get a time stamp
C: MFMT junk a.txt  →  S: 501 Can't get a time stamp
C: MFMT 19000101000000 a.txt  →  S: 501 Can't get a time stamp
C: MFMT 20201340256199 a.txt  →  S: 501 Can't get a time stamp
C: MFMT 20210102030405.123 my file  →  S: 213 UTIME OK
C: MFMT 20200102030405 nosuch  →  S: 550 utime(nosuch): No such file or directory
C: MFMT 20200102030405   sub  →  S: 213 UTIME OK
C: MFMT 20200102030405 a\\b  →  S: 553 Prohibited file name: a\\b`,
  )
  const first = '2020-01-02T03:04:05.000Z'
  assert.deepEqual(times(talk, 'a.txt'), [first, first])
  assert.deepEqual(times(talk, 'sub'), [first, first])
  assert.deepEqual(times(talk, 'my file')[1], '2021-01-02T03:04:05.000Z')
})

test('SITE UTIME', async () => {
  using talk = await Conversation.loggedIn({ home: { 'a.txt': 'x', 'my file': 'x' } })
  await follow(
    talk,
    `
C: SITE UTIME  →  S: 501 No file name
C: SITE UTIME a.txt  →  S: 501 Missing argument
C: SITE UTIME 20210102030405 a.txt  →  S: 213 UTIME OK
C: SITE UTIME a.txt 20220102030405  →  S: 501 Can't get a time stamp
C: SITE UTIME a.txt 20230101010101 20230202020202 UTC  →  S: 501 Missing argument
C: SITE UTIME  a.txt 20240101010101 20240202020202 20240303030303 UTC  →  S: 550 utime( a.txt): No such file or directory
C: SITE UTIME a.txt 2022 20220202020202 20220303030303 UTC  →  S: 501 Can't get a time stamp
C: SITE UTIME my file 20230101010101 20230202020202 20230303030303 utc  →  S: 213 UTIME OK`,
  )
  assert.deepEqual(times(talk, 'a.txt'), ['2021-01-02T03:04:05.000Z', '2021-01-02T03:04:05.000Z'])
  assert.deepEqual(times(talk, 'my file'), ['2023-01-01T01:01:01.000Z', '2023-02-02T02:02:02.000Z'])
})

const STAMPS: readonly (readonly [string, string | undefined])[] = [
  ['19691231235959', '1969-12-31T23:59:59.000Z'],
  ['20000229000000', '2000-02-29T00:00:00.000Z'],
  ['20010229000000', undefined],
  ['20200100000000', undefined],
  ['20200001000000', undefined],
  ['20200101240000', undefined],
  ['20200101006000', undefined],
  ['20161231235960', '2017-01-01T00:00:00.000Z'],
  ['20200101000061', undefined],
  ['20200101000000.', undefined],
  ['2020010100000', undefined],
  ['202001010000000', undefined],
]
for (const [text, expected] of STAMPS) {
  test(`the time ${text}`, () => {
    const seconds = secondsOf(text)
    assert.equal(seconds === undefined ? undefined : new Date(seconds * 1000).toISOString(), expected)
  })
}

test('every second is read back', () => {
  fc.assert(
    fc.property(fc.integer({ min: -2_000_000_000, max: 4_000_000_000 }), (seconds) => {
      const text = new Date(seconds * 1000).toISOString().replaceAll(/[-:T]|\.000Z/g, '')
      assert.equal(secondsOf(text), seconds)
    }),
  )
})
