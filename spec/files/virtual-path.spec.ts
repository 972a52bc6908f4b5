import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { VirtualPath } from '../../lib/core/units.ts'
import { lastComponent, parentOf, resolve, simplify, storedName } from '../../lib/files/virtual-path.ts'

/** The table of commands.md §1.5, without its blanks. `a/..` is empty here, where the reference takes `/` (§20 row 44). */
const SIMPLIFIED: readonly (readonly [given: string, becomes: string])[] = [
  ['a//b', 'a/b'],
  ['a/./b', 'a/b'],
  ['./a', 'a'],
  ['.//a', 'a'],
  ['a/../b', 'b'],
  ['a/b/../c', 'a/c'],
  ['/../a', '/a'],
  ['/../../a', '/a'],
  ['../a', '../a'],
  ['../../a', '../../a'],
  ['a/../../b', '../b'],
  ['.', '.'],
  ['..', '..'],
  ['../..', '../..'],
  ['...', '...'],
  ['a/b/..', 'a/'],
  ['/a/..', '/'],
  ['/..', '/'],
  ['/.', '/'],
  ['a/.', 'a/'],
  ['a/./', 'a/'],
  ['a/../..', '..'],
  ['./', ''],
  ['a/../', ''],
  ['~/../x', 'x'],
  ['a/..', ''],
  ['a/b/../..', ''],
  ['/', '/'],
  ['//', '/'],
  ['', ''],
  ['a/', 'a/'],
  ['/a/', '/a/'],
  ['.hidden', '.hidden'],
  ['..x/../y', 'y'],
  ['caf\xe9/./\xff', 'caf\xe9/\xff'],
]
for (const [given, becomes] of SIMPLIFIED) {
  test(`simplify: ${JSON.stringify(given)} becomes ${JSON.stringify(becomes)}`, () => {
    assert.equal(simplify(given), becomes)
  })
}

const path = fc
  .array(fc.constantFrom('a', 'bc', '.', '..', '...', ' ', '\xff', ''), { maxLength: 8 })
  .map((parts) => parts.join('/'))

test('simplify: a second time changes nothing, and nothing in it goes back', () => {
  fc.assert(
    fc.property(path, (given) => {
      const once = simplify(given)
      assert.equal(simplify(once), once)
      assert.doesNotMatch(once, /[^/.][^/]*\/\.\.(\/|$)/)
      if (given.startsWith('/')) assert.doesNotMatch(once, /(^|\/)\.\.(\/|$)/)
    }),
  )
})

const STORED: readonly (readonly [given: string, becomes: string | undefined])[] = [
  [' a ', '_a_'],
  ['./ a', '_a'],
  ['   lead', '___lead'],
  ['a b', 'a b'],
  ['sub/../x', 'x'],
  ['./', ''],
  ['a/../', ''],
  ['', ''],
  ['..', '..'],
  ['x/..', undefined],
  ['a/b/../..', undefined],
]
for (const [given, becomes] of STORED) {
  test(`stored: ${JSON.stringify(given)} becomes ${becomes === undefined ? 'a refusal' : JSON.stringify(becomes)}`, () => {
    const stored = storedName(given)
    if (becomes !== undefined) assert.deepEqual(stored, { ok: true, value: becomes })
    else assert.equal(!stored.ok && stored.error.code, 553)
  })
}

test('resolve leaves `..` to the kernel, which knows where links lead', () => {
  const at = (cwd: string, argument: string): string => resolve(cwd as VirtualPath, argument)
  assert.equal(at('/', 'a'), '/a')
  assert.equal(at('/a', 'b'), '/a/b')
  assert.equal(at('/a', '/b'), '/b')
  assert.equal(at('/a', 'link/../x'), '/a/link/../x')
  assert.equal(at('/a', '..'), '/a/..')
})

test('parent and last component', () => {
  const parent = (of: string): string => parentOf(of as VirtualPath)
  assert.equal(parent('/a/b'), '/a')
  assert.equal(parent('/a/b//'), '/a')
  assert.equal(parent('/a'), '/')
  assert.equal(parent('/'), '/')
  assert.equal(lastComponent('/a/b'), 'b')
  assert.equal(lastComponent('b/'), 'b')
  assert.equal(lastComponent('/'), '')
})
