import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FileStat } from '../../lib/kernel/kernel.ts'
import { facts, timeText, typeOf } from '../../lib/listing/mlsx.ts'

const STAT: FileStat = {
  kind: 'file',
  mode: 0o644,
  links: 1,
  uid: 2001,
  gid: 2002,
  size: 12,
  modified: Date.parse('2026-11-22T10:10:23Z') / 1000,
  device: 0xfe00,
  inodeHigh: 0,
  inodeLow: 0x1745f3,
}
const line = (changes: Partial<FileStat>, type: string, anonymous = false): string =>
  facts({ stat: { ...STAT, ...changes }, type }, anonymous)

test('all facts, in the order of the reference (commands.md §9.7)', () => {
  assert.equal(
    line({}, 'file'),
    'type=file;size=12;modify=20261122101023;UNIX.mode=0644;UNIX.uid=2001;UNIX.gid=2002;unique=fe00g1745f3; ',
  )
  assert.equal(
    line({ kind: 'directory', mode: 0, size: 4096 }, 'dir', true),
    'type=dir;sizd=4096;modify=20261122101023;UNIX.mode=00;unique=fe00g1745f3; ',
  )
  assert.match(line({ mode: 0o4755 }, 'file'), /UNIX\.mode=04755;/)
})

test('an inode number of 64 bits', () => {
  assert.match(line({ inodeHigh: 0xab, inodeLow: 0x1 }, 'file'), /unique=fe00gab00000001;/)
  assert.match(line({ inodeHigh: 0xffffffff, inodeLow: 0xffffffff }, 'file'), /unique=fe00gffffffffffffffff;/)
})

const TIMES: readonly (readonly [seconds: number, text: string])[] = [
  [0, '19700101000000'],
  [-1, '19691231235959'],
  [253_402_300_799, '99991231235959'],
  [253_402_300_800, '99991231235959'],
  [-62_167_219_200, '00000101000000'],
  [-(2 ** 62), '00000101000000'],
  [2 ** 62, '99991231235959'],
]
for (const [seconds, text] of TIMES) test(`time ${seconds}`, () => assert.equal(timeText(seconds), text))

test('the target of a link, unless it would break the syntax of facts (§20 row 27)', () => {
  const link = { ...STAT, kind: 'symlink' } as const
  assert.equal(typeOf(link, 'hello.txt'), 'OS.unix=slink:hello.txt')
  assert.equal(typeOf(link, '../\xff=x'), 'OS.unix=slink:../\xff=x')
  for (const target of ['a;b', 'a b', 'a\nb', 'a\x7f', undefined]) assert.equal(typeOf(link, target), 'OS.unix=symlink')
  assert.equal(typeOf({ ...STAT, kind: 'directory' }, undefined), 'dir')
  assert.equal(typeOf(STAT, undefined), 'file')
})
