import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { PuredbIndex } from '../../lib/puredb/index-file.ts'
import { fixture } from './fixtures.ts'

const bytesOf = (name: string): Buffer => readFileSync(fixture(name))

function indexOf(bytes: Buffer): PuredbIndex {
  const index = PuredbIndex.parse(bytes)
  return index.ok ? index.value : assert.fail(index.error)
}

/** `tiny.pdb` with a 32-bit word replaced. */
function damaged(at: number, word: number): PuredbIndex {
  const bytes = bytesOf('tiny.pdb')
  bytes.writeUInt32BE(word, at)
  return indexOf(bytes)
}

function found(index: PuredbIndex, key: string): string | undefined {
  const value = index.find(key)
  return value.ok ? value.value : assert.fail(value.error)
}

test('every user is found, and nobody else', () => {
  const index = indexOf(bytesOf('users1000.pdb'))
  assert.deepEqual(index.check(), { ok: true, value: 1000 })
  for (let i = 0; i < 1000; i++) {
    const user = `user${String(i).padStart(4, '0')}`
    assert.match(found(index, user) ?? '', /^\$1\$/)
    assert.equal(found(index, `${user}x`), undefined)
  }
})

test('logins with equal hashes are told apart', () => {
  const index = indexOf(bytesOf('collision.pdb'))
  const values = ['puclxvf', 'lvqrfit', 'fdfvgz', 'skpbkbgk'].map((key) => found(index, key))
  assert.equal(new Set(values).size, 4)
  assert.ok(!values.includes(undefined))
})

test('of equal logins the first of the text file counts; keys may be empty or in UTF-8', () => {
  const index = indexOf(bytesOf('edge.pdb'))
  assert.match(found(index, 'dup') ?? '', /:first:/)
  assert.equal(found(index, ''), 'emptykey')
  assert.ok(found(index, Buffer.from('utf8-éè').toString('latin1')))
})

test('an index without users has none', () => {
  const index = indexOf(bytesOf('empty.pdb'))
  assert.deepEqual(index.check(), { ok: true, value: 0 })
  assert.equal(index.sample(), undefined)
})

function errorOf(bytes: Buffer): string {
  const index = PuredbIndex.parse(bytes)
  return index.ok ? assert.fail() : index.error
}

test('what is no index says so, with what would be one', () => {
  assert.equal(errorOf(bytesOf('damaged-zerobytes.pdb')), '0 bytes long, but the header alone has 1032')
  assert.equal(errorOf(bytesOf('damaged-1031bytes.pdb')), '1031 bytes long, but the header alone has 1032')
  assert.match(errorOf(bytesOf('damaged-badmagic.pdb')), /^starts with ".{4}" instead of "PDB2"$/)
})

test('each kind of damage is named with its place', () => {
  const [pointerOfAlice, slotOfAlice, recordOfAlice] = [4 + 4 * 231, 0x7a8, 0x810]
  const cases: readonly (readonly [number, number, RegExp])[] = [
    [pointerOfAlice, 0, /^bucket 231 lies at 0 to 1968, but should start at 1032 or later/],
    [pointerOfAlice, 0xffff_ffff, /^bucket 231 lies at 4294967295 to 1968/],
    [pointerOfAlice + 4, 0xffff_ffff, /^bucket 231 ends at byte 4294967295, but the file ends at 2232$/],
    [slotOfAlice + 4, 0xffff_ffff, /^a key should start at byte 4294967295, but records lie between 1032 and 2232$/],
    [slotOfAlice + 4, 2229, /^a key should start at byte 2229/],
    [recordOfAlice, 0xffff_ffff, /^the key at byte 2064 ends at 4294969363, but the file ends at 2232$/],
    [recordOfAlice + 9, 0xffff_ffff, /^the value at byte 2073 ends at 4294969372, but the file ends at 2232$/],
  ]
  for (const [at, word, message] of cases) {
    const index = damaged(at, word)
    const value = index.find('alice')
    assert.match(value.ok ? 'no error' : value.error, message)
    assert.equal(index.check().ok, false)
    // The other user's bucket is whole.
    assert.match(found(index, 'bob') ?? '', /^\$1\$/)
  }
})

test('a slot that leads to somebody else is found by the check, and leads nowhere', () => {
  const index = damaged(0x7a8 + 4, 0x86a)
  assert.equal(found(index, 'alice'), undefined)
  const check = index.check()
  assert.match(check.ok ? '' : check.error, /^the slot at byte 1960 has hash 165243111, but its key has 193415082$/)
})

test('an index cut at every byte finds a user whole or not at all, and never throws', () => {
  const bytes = bytesOf('tiny.pdb')
  const alice = found(indexOf(bytes), 'alice')
  for (let length = 0; length < bytes.length; length++) {
    const index = PuredbIndex.parse(bytes.subarray(0, length))
    assert.equal(index.ok, length >= 1032)
    if (!index.ok) continue
    const value = index.value.find('alice')
    // Her record ends where bob's starts.
    assert.equal(value.ok ? value.value : undefined, length >= 0x86a ? alice : undefined)
    assert.equal(index.value.check().ok, false)
    index.value.sample()
  }
})

test('no byte changed anywhere makes it throw', () => {
  const bytes = bytesOf('tiny.pdb')
  for (let at = 4; at < bytes.length; at++) {
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 0xff
    const index = indexOf(changed)
    index.find('alice')
    index.find('bob')
    index.check()
    index.sample()
  }
})
