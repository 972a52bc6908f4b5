import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { compilePattern, hasWildcard, isPattern, matchesName, withoutQuotes } from '../../lib/listing/name-pattern.ts'

const matches = (pattern: string, name: string): boolean => matchesName(compilePattern(pattern), name, { left: 1e9 })

const CASES: readonly (readonly [pattern: string, yes: readonly string[], no: readonly string[]])[] = [
  ['*', ['a', 'abc', 'a.b', '\xff'], ['.a', '.', '..']],
  ['.*', ['.', '..', '.a'], ['a', '']],
  ['*.txt', ['a.txt', 'caf\xe9.txt', 'x.txt.txt'], ['.txt', 'a.txt2', 'atxt']],
  ['a*', ['a', 'ab'], ['b', 'ba']],
  ['*a*b*', ['ab', 'xaxbx', 'aab'], ['ba', 'b']],
  ['*ab', ['ab', 'aab', 'abab'], ['aba']],
  ['**', ['', 'a'], ['.a']],
  ['?', ['a', '\xe9'], ['', 'ab', '.']],
  ['s?b', ['sub'], ['sb', 'suub']],
  ['[abc]', ['a', 'c'], ['d', 'ab', '']],
  ['[a-c]x', ['ax', 'cx'], ['dx', '-x']],
  ['[!a-z]*', ['-dash', 'Zupper', '_under', '\xe9'], ['a', '.x']],
  ['[^a-z]*', ['a', '^x'], ['Z', '-']],
  ['[!.]x', ['ax'], ['.x']],
  ['[.]x', [], ['.x']],
  ['[]a]', [']', 'a'], ['b']],
  ['[!]a]', ['b'], [']', 'a']],
  ['[a-]', ['a', '-'], ['b']],
  ['[z-a]', [], ['a', 'z', 'm']],
  ['[\\]a]', [']', 'a'], ['\\']],
  ['[a', ['[a'], ['a']],
  ['[', ['['], ['']],
  ['[!', ['[!'], ['a']],
  ['[a-', ['[a-'], ['a']],
  ['a[[]b]c', ['a[b]c'], ['abc']],
  ['\\*', ['*'], ['a', '\\*']],
  ['a\\', ['a\\'], ['a']],
  ['\\.x', ['.x'], ['x']],
  ['{a,b}', ['{a,b}'], ['a']],
  ['\xe9*', ['\xe9t\xe9'], ['e']],
]
for (const [pattern, yes, no] of CASES) {
  test(`the pattern ${pattern}`, () => {
    for (const name of yes) assert.ok(matches(pattern, name), `should match ${JSON.stringify(name)}`)
    for (const name of no) assert.ok(!matches(pattern, name), `should not match ${JSON.stringify(name)}`)
  })
}

test('what is a pattern, and what it is without its quotes', () => {
  for (const text of ['*', 'a?', '[x', 'a\\b']) assert.ok(isPattern(text), text)
  assert.ok(!isPattern('plain name'))
  assert.ok(!hasWildcard('\\*\\['))
  assert.ok(hasWildcard('\\\\*'))
  assert.equal(withoutQuotes('a\\*\\\\b'), 'a*\\b')
})

const byte = fc.constantFrom('a', 'b', '.', '*', '?', '[', ']', '!', '-', '\\', '\xff')
const text = (maxLength: number): fc.Arbitrary<string> => fc.array(byte, { maxLength }).map((parts) => parts.join(''))

test('the work for a name is at most the product of both lengths, whatever the pattern', () => {
  fc.assert(
    fc.property(text(40), text(60), (pattern, name) => {
      const work = { left: 0 }
      matchesName(compilePattern(pattern), name, work)
      assert.ok(-work.left <= (pattern.length + 1) * (name.length + 1), `${-work.left} steps`)
    }),
  )
})

test('a quoted name matches itself and nothing else', () => {
  fc.assert(
    fc.property(text(12), text(12), (name, other) => {
      const pattern = name.replaceAll(/[*?[\]\\]/g, '\\$&')
      assert.ok(matches(pattern, name))
      assert.equal(matches(pattern, other), name === other)
    }),
  )
})

test('stars agree with a plain reading of them', () => {
  const simple = fc.array(fc.constantFrom('a', 'b', '*', '?'), { maxLength: 8 }).map((parts) => parts.join(''))
  const word = fc.array(fc.constantFrom('a', 'b'), { maxLength: 10 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(simple, word, (pattern, name) => {
      const plain = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`)
      assert.equal(matches(pattern, name), plain.test(name))
    }),
    { numRuns: 500 },
  )
})
