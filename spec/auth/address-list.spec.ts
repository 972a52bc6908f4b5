import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isAdmitted, type ListOutcome, matchList } from '../../lib/auth/address-list.ts'
import { type Resolve, resolve as resolveBySystem } from '../../lib/auth/resolve.ts'
import { err, ok } from '../../lib/core/result.ts'
import { address } from './support.ts'

const resolve: Resolve = (host, family) =>
  Promise.resolve(host === 'office.example' && family === 4 ? ok(address('192.0.2.7')) : err(-2))

/** The IPv4 patterns are the reference's cases (spec/auth/puredb.spec.ts): these are those no passwd file can hold. */
const TABLE: readonly (readonly [string, string, ListOutcome, readonly string[]])[] = [
  ['2001:db8::/32', '2001:db8:1::1', 'match', []],
  ['2001:db8::/32', '2001:db9::1', 'no-match', []],
  ['2001:db8::1', '2001:0db8:0::0001', 'match', []],
  ['2001:db8::/127', '2001:db8::1', 'match', []],
  ['2001:db8::/127', '2001:db8::2', 'no-match', []],
  ['::/0', '::1', 'malformed', ['puredb: invalid IPv6 CIDR pattern [::/0]']],
  ['::/129', '::1', 'malformed', ['puredb: invalid IPv6 CIDR pattern [::/129]']],
  ['::/129', '10.0.0.1', 'no-match', []],
  ['10.0.0.0/33', '::1', 'no-match', []],
  ['1:2:3', '::1', 'no-match', []],
  ['10.0.0.1,', '10.0.0.2', 'no-match', []],
  ['010.0.0.01', '10.0.0.1', 'match', []],
  ['10.0.0.0/1', '127.255.255.255', 'match', []],
  ['10.0.0.0/1', '128.0.0.0', 'no-match', []],
  ['office.example', '192.0.2.7', 'match', []],
  ['office.example/24', '192.0.2.7', 'no-match', []],
  ['elsewhere.example', '192.0.2.7', 'no-match', ['puredb: [elsewhere.example] => [-2]']],
]

test('patterns of address lists', async () => {
  for (const [list, peer, expected, logged] of TABLE) {
    const warnings: string[] = []
    const outcome = await matchList(list, address(peer), { resolve, warn: (text) => warnings.push(text) })
    assert.equal(outcome, expected, `${list} and ${peer}`)
    assert.deepEqual(warnings, logged)
  }
})

const admitted = (allow: string, deny: string): Promise<boolean> =>
  isAdmitted(allow, deny, address('10.0.0.1'), { resolve, warn: () => undefined })

test('allow and deny, each empty, matching, not matching and malformed (puredb.md §4)', async () => {
  const [matching, other, malformed] = ['10.0.0.1', '10.0.0.2', '10.0.0.0/33']
  for (const deny of ['', other]) {
    assert.equal(await admitted('', deny), true)
    assert.equal(await admitted(matching, deny), true)
    assert.equal(await admitted(other, deny), false)
    assert.equal(await admitted(malformed, deny), false)
  }
  for (const deny of [matching, malformed]) {
    for (const allow of ['', matching, other, malformed]) assert.equal(await admitted(allow, deny), false)
  }
})

test('host names are the system’s to resolve', async () => {
  assert.deepEqual(await resolveBySystem('localhost', 4), { ok: true, value: '127.0.0.1' })
  assert.deepEqual(await resolveBySystem('10.1', 4), { ok: true, value: '10.0.0.1' })
  assert.deepEqual(await resolveBySystem('10.1', 6), { ok: false, error: -9 })
  assert.deepEqual(await resolveBySystem('', 4), { ok: false, error: -2 })
})
