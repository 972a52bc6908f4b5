import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { FirstOf } from '../../lib/listing/first-of.ts'

test('agrees with sorting everything', () => {
  const items = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 5000, size: 'max' })
  fc.assert(
    fc.property(items, fc.integer({ min: 1, max: 200 }), (keys, limit) => {
      const tagged = keys.map((key, index) => ({ key, index }))
      const compare = (a: { key: number }, b: { key: number }): number => b.key - a.key
      const first = new FirstOf(limit, compare)
      for (const item of tagged) first.add(item)
      assert.equal(first.isCut, keys.length > limit)
      assert.deepEqual(first.inOrder(), tagged.toSorted(compare).slice(0, limit))
      assert.equal(first.isCut, keys.length > limit)
    }),
    { numRuns: 50 },
  )
})

test('strings are sorted by their bytes', () => {
  const first = new FirstOf<string>(3)
  for (const name of ['b', '\xff', 'B', 'a', '-', '\xe9']) first.add(name)
  assert.deepEqual(first.inOrder(), ['-', 'B', 'a'])
})

test('holds no more of very many than it has to', () => {
  const first = new FirstOf<string>(1000)
  const before = process.memoryUsage().heapUsed
  for (let i = 0; i < 400_000; i++) first.add(Buffer.alloc(500, `${i * 7919}.`).toString('latin1'))
  assert.equal(first.inOrder().length, 1000)
  const grown = process.memoryUsage().heapUsed - before
  assert.ok(grown < 100 * 1024 * 1024, `${grown} bytes more than before`)
})
