import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { optionsLine, parseListOptions, splitPatterns } from '../../lib/listing/options.ts'

/** Argument, the line of the final reply (commands.md §9.2), and what is left as patterns. */
const ARGUMENTS: readonly (readonly [argument: string, line: string | undefined, rest: string])[] = [
  ['', 'Options: -l ', ''],
  ['sub', 'Options: -l ', 'sub'],
  [' sub', 'Options: -l ', 'sub'],
  ['-1 sub', undefined, 'sub'],
  ['-l sub', 'Options: -l ', 'sub'],
  ['-a sub', 'Options: -a -l ', 'sub'],
  ['-l -a sub', 'Options: -a -l ', 'sub'],
  ['-aCdFlrRSt sub', 'Options: -a -d -F -l -r -R -t', 'sub'],
  ['-CdFrRt sub', 'Options: -C -d -F -r -R -t', 'sub'],
  ['-t sub', 'Options: -l -t', 'sub'],
  ['-S sub', 'Options: -l -S ', 'sub'],
  ['-tS sub', 'Options: -l -S ', 'sub'],
  ['-St sub', 'Options: -l -t', 'sub'],
  ['-1a sub', 'Options: -a ', 'sub'],
  ['-C1 sub', undefined, 'sub'],
  ['-1l sub', 'Options: -l ', 'sub'],
  ['-lC sub', 'Options: -C ', 'sub'],
  ['-r sub', 'Options: -l -r ', 'sub'],
  ['-zzz sub', 'Options: -l ', 'sub'],
  ['-dash', 'Options: -a -d -l ', ''],
  ['./-dash', 'Options: -l ', './-dash'],
  ['-a/b', 'Options: -a -l ', '/b'],
  ['-- sub', 'Options: -l ', 'sub'],
  ['-', 'Options: -l ', ''],
  ['a -l', 'Options: -l ', 'a -l'],
]
for (const [argument, line, rest] of ARGUMENTS) {
  test(`LIST ${argument}`, () => {
    const parsed = parseListOptions(argument, false)
    assert.equal(optionsLine(parsed.options), line)
    assert.equal(parsed.rest, rest)
  })
}

test('-D is a permanent -a', () => {
  assert.equal(optionsLine(parseListOptions('-1', true).options), 'Options: -a ')
})

const PATTERNS: readonly (readonly [text: string, patterns: readonly string[]])[] = [
  ['', []],
  ['  ', []],
  ['a', ['a']],
  ['a  b ', ['a', 'b']],
  ['my\\ dir', ['my dir']],
  ['\\ ', [' ']],
  ['\\{a\\}', ['{a}']],
  ['a\\\\b', ['a\\\\b']],
  ['\\*', ['\\*']],
  ['"my file.txt"', ['"my', 'file.txt"']],
  ['a\\', ['a\\']],
]
for (const [text, patterns] of PATTERNS) {
  test(`patterns of ${JSON.stringify(text)}`, () => assert.deepEqual(splitPatterns(text), patterns))
}

test('no argument is too strange', () => {
  const text = fc.array(fc.constantFrom('-', 'a', ' ', '\\', '*', '\x00', '\xff')).map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, fc.boolean(), (argument, all) => {
      const { rest } = parseListOptions(argument, all)
      assert.ok(argument.endsWith(rest))
      for (const pattern of splitPatterns(rest)) assert.notEqual(pattern, '')
    }),
  )
})
