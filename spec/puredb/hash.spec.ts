import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bucketOf, hashOf } from '../../lib/puredb/hash.ts'

const KNOWN: readonly (readonly [string, number, number])[] = [
  ['', 0x1505, 5],
  ['alice', 0x09d968e7, 231],
  ['bob', 0x0b8747aa, 170],
  ['puclxvf', 0x76641967, 103],
  ['lvqrfit', 0x76641967, 103],
  ['fdfvgz', 0x90d5f08a, 138],
  ['skpbkbgk', 0x90d5f08a, 138],
]

test('hashes and buckets are those of the reference (puredb.md §2)', () => {
  for (const [key, hash, bucket] of KNOWN) {
    assert.equal(hashOf(Buffer.from(key)), hash, key)
    assert.equal(bucketOf(hash), bucket, key)
  }
})
