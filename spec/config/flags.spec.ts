import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FLAGS } from '../../lib/config/flags.ts'
import { rows } from './fixtures/fixture.ts'

/** flags.tsv lists -v too, which no build outside macOS has. */
const reference = rows('flags.tsv').filter(([short]) => short !== '-v')
const theirs = FLAGS.filter((flag) => 'short' in flag)

test('every flag of the reference is there, with its names and its order', () => {
  assert.deepEqual(
    theirs.map(({ short, long, argument }) => [`-${short}`, `--${long}`, argument === undefined ? 'none' : 'required']),
    reference.map(([short, long, argument]) => [short, long, argument]),
  )
})

test('every flag has the directives of the reference', () => {
  for (const [index, flag] of theirs.entries()) {
    const [, long = '', , directives = ''] = reference[index] ?? []
    const expected = directives
      .replace(/ in the Debian wrapper| \([^)]*\)/g, '')
      .split('; ')
      .filter((name) => name !== '-' && name !== 'FSCharset')
    assert.deepEqual('directive' in flag ? flag.directive.split(', ') : [], expected, long)
  }
})

test('no name is taken twice', () => {
  const names = FLAGS.flatMap((flag) => ('short' in flag ? [flag.short, flag.long] : [flag.long]))
  assert.equal(new Set(names).size, names.length)
})

test('every flag says what it does in one line, and what its value is', () => {
  for (const flag of FLAGS) {
    assert.match(flag.help, /^[a-zT][^\n]{5,110}[^.]$/, flag.long)
    if (flag.kind === 'setting' && flag.argument !== undefined) {
      assert.notEqual(flag.expects, '')
      assert.notEqual(flag.initially, '')
    }
  }
})
