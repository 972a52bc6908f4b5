import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { FileStat } from '../../lib/kernel/kernel.ts'
import { columns, mark } from '../../lib/listing/names.ts'

const names = (...list: readonly string[]): readonly string[] => list

const COLUMNS: readonly (readonly [names: readonly string[], text: string])[] = [
  [[], ''],
  [['a'], 'a\r\n'],
  [['deep', 'inner.txt'], 'deep\t\tinner.txt\r\n'],
  // Eight bytes need a column of sixteen: a name never touches the next.
  [['12345678', 'b'], '12345678\tb\r\n'],
  ['abcdefghijk'.split(''), 'a\tc\te\tg\ti\tk\r\nb\td\tf\th\tj\r\n'],
  [['x'.repeat(80), 'y'], `${'x'.repeat(80)}\r\ny\r\n`],
]
for (const [given, text] of COLUMNS) {
  test(`columns of ${given.length} names, ${JSON.stringify(given[0] ?? '')} first`, () => {
    assert.equal(columns(given), text)
  })
}

test("columns of the reference's home (commands.md §9.4)", () => {
  const home = names(
    '-dash',
    'Zupper',
    '_under',
    'ancient',
    'caf\xc3\xa9.txt',
    'dangling@',
    'edge_recent',
    'exec.sh*',
    'future.txt',
    'huge.bin',
    'huge2.bin',
    'lnk@',
    'lnkdir@',
    'maryowned',
    'my file.txt',
    'noexec/',
    'none/',
    'noread/',
    'nouser',
    'old.txt',
    'outside@',
    'recent.txt',
    'rootowned',
    'setgid*',
    'setgidnox',
    'setuid*',
    'setuidnox',
    'space dir/',
    'staff',
    'sticky*',
    'stickynox',
    'sub/',
  )
  assert.deepEqual(columns(home).split('\r\n'), [
    '-dash\t\tfuture.txt\tnone/\t\tsetgidnox',
    'Zupper\t\thuge.bin\tnoread/\t\tsetuid*',
    '_under\t\thuge2.bin\tnouser\t\tsetuidnox',
    'ancient\t\tlnk@\t\told.txt\t\tspace dir/',
    'caf\xc3\xa9.txt\tlnkdir@\t\toutside@\tstaff',
    'dangling@\tmaryowned\trecent.txt\tsticky*',
    'edge_recent\tmy file.txt\trootowned\tstickynox',
    'exec.sh*\tnoexec/\t\tsetgid*\t\tsub/',
    '',
  ])
})

test('columns hold every name once, in the order read downwards', () => {
  const name = fc.string({ minLength: 1, maxLength: 30, unit: fc.constantFrom('a', 'b', '\xff', ' ') })
  fc.assert(
    fc.property(fc.array(name, { maxLength: 60 }), (given) => {
      const rows = columns(given)
        .split('\r\n')
        .slice(0, -1)
        .map((row) => row.split(/\t+/))
      const read = (rows[0] ?? []).flatMap((_first, column) => rows.map((row) => row[column]))
      assert.deepEqual(
        read.filter((cell) => cell !== undefined),
        given,
      )
    }),
  )
})

test('more names than a call can take arguments', () => {
  const many = Array.from({ length: 200_000 }, (_, index) => `${index}`)
  assert.equal(columns(many).split('\r\n').length - 1, Math.ceil(200_000 / 9))
})

test('marks: group alone makes no executable', () => {
  const of = (kind: FileStat['kind'], mode: number): string => mark({ kind, mode } as FileStat)
  assert.equal(of('directory', 0o755), '/')
  assert.equal(of('symlink', 0o777), '@')
  assert.equal(of('file', 0o744), '*')
  assert.equal(of('file', 0o645), '*')
  assert.equal(of('file', 0o654), '')
  assert.equal(of('other', 0o755), '')
})
