import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { ok } from '../../lib/core/result.ts'
import type { VirtualPath } from '../../lib/core/units.ts'
import type { ConfinedFs } from '../../lib/files/confined-fs.ts'
import { expand, type GlobLimits, type GlobResult, globLimits } from '../../lib/listing/glob.ts'
import { Conversation } from '../support/command-context.ts'
import type { Tree } from '../support/home.ts'
import { sessionOf } from './listing-of.ts'

const HOME: Tree = { 'a1/x': '', 'a2/x': '', 'a2/y': '', b: '', 'bad\x01': '', '.dot/z': '', 'q*': '' }
const LIMITS: GlobLimits = { matches: 100, depth: 8 }

function find(talk: Conversation, pattern: string, limits = LIMITS): GlobResult {
  const { fs, cwd } = sessionOf(talk)
  return fs.run(() => expand(fs, cwd, pattern, limits))
}

const CASES: readonly (readonly [pattern: string, matches: readonly string[]])[] = [
  ['b', ['b']],
  ['nosuch', ['nosuch']],
  ['*', ['a1', 'a2', 'b', 'q*']],
  ['a?/x', ['a1/x', 'a2/x']],
  ['*/y', ['a2/y']],
  ['/a*/[xy]', ['/a1/x', '/a2/x', '/a2/y']],
  ['a2/*', ['a2/x', 'a2/y']],
  ['a2//*', ['a2/x', 'a2/y']],
  ['../*', ['../a1', '../a2', '../b', '../q*']],
  ['.d*/*', ['.dot/z']],
  ['q\\*', ['q*']],
  ['nosuch/*', []],
  ['b/*', []],
  ['bad*', []],
]
for (const [pattern, matches] of CASES) {
  test(`${pattern} finds ${matches.join(' ') || 'nothing'}`, async () => {
    using talk = await Conversation.loggedIn({ home: HOME })
    assert.deepEqual(find(talk, pattern), { matches, truncated: false })
  })
}

test('limits give what was found (§20 row 46)', async () => {
  using talk = await Conversation.loggedIn({ home: HOME })
  assert.deepEqual(find(talk, '*', { matches: 2, depth: 8 }), { matches: ['a1', 'a2'], truncated: true })
  assert.deepEqual(find(talk, '*/*', { matches: 9, depth: 1 }), { matches: [], truncated: true })
  assert.deepEqual(globLimits({ files: 5, depth: 1 }), { matches: 5, depth: 1 })
  assert.deepEqual(globLimits({ files: 5, depth: 5 }, 3), { matches: 3, depth: 8 })
})

test('a pattern that is made to be slow ends soon', async () => {
  using talk = await Conversation.loggedIn()
  for (let i = 0; i < 2000; i++) writeFileSync(talk.home.at(`${'a'.repeat(200)}${i}`), '')
  const before = performance.now()
  const { truncated } = find(talk, `*${'a'.repeat(100)}b`, { matches: 10_000, depth: 8 })
  assert.equal(truncated, true)
  assert.ok(performance.now() - before < 5000)
})

test('a directory that does not end is read for a while only', () => {
  let read = 0
  const directory = {
    next: () => {
      read += 500
      assert.ok(read < 2_000_000, 'too many names')
      return ok(Array.from({ length: 500 }, () => 'x'))
    },
    [Symbol.dispose]: () => undefined,
  }
  const fs = { openDirectory: () => ok(directory) } as unknown as ConfinedFs
  assert.deepEqual(expand(fs, '/' as VirtualPath, 'a*', LIMITS), { matches: [], truncated: true })
})
