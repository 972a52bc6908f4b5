import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Backend, Verdict } from '../../lib/auth/backend.ts'
import { Chain } from '../../lib/auth/chain.ts'
import { fixture } from '../puredb/fixtures.ts'
import { credential, HASH_OF_SECRET, namesOf, shadowEntry, userEntry, world } from './support.ts'

const UNKNOWN: Verdict = { kind: 'unknown', why: 'nobody' }
const REFUSED: Verdict = { kind: 'refused', why: 'no' }
const BROKEN: Verdict = { kind: 'broken', reply: 'gone' }
const ACCEPTED: Verdict = {
  kind: 'accepted',
  account: {
    name: 'joe',
    uid: userEntry().uid,
    gid: userEntry().gid,
    groups: [],
    home: '/',
    limits: {},
    slowTilde: false,
  },
}

/** Asks a chain of back ends with fixed verdicts: the verdict, how many were asked, and whether it pretended. */
async function ask(...verdicts: readonly Verdict[]): Promise<{ verdict: Verdict; asked: number; pretended: number }> {
  let [asked, pretended] = [0, 0]
  const backends = verdicts.map((verdict): Backend => ({ describe: () => '', check: () => (asked++, verdict) }))
  const chain = new Chain(backends, () => Promise.resolve(void pretended++))
  const verdict = await chain.check(credential('joe'))
  return { verdict, asked, pretended }
}

test('whoever knows the user decides, and nobody is asked after that', async () => {
  for (const verdict of [ACCEPTED, REFUSED, BROKEN]) {
    assert.deepEqual(await ask(verdict, ACCEPTED), { verdict, asked: 1, pretended: 0 })
    assert.deepEqual(await ask(UNKNOWN, verdict, ACCEPTED), { verdict, asked: 2, pretended: 0 })
  }
})

test('a user nobody knows takes a hash, too', async () => {
  const verdict: Verdict = { kind: 'unknown', why: 'nobody, nobody' }
  assert.deepEqual(await ask(UNKNOWN, UNKNOWN), { verdict, asked: 2, pretended: 1 })
  assert.equal((await ask()).verdict.kind, 'unknown')
})

const names = namesOf([userEntry({ name: 'alice', home: '/home/system' })], { alice: shadowEntry() })
const UNIX = { method: 'unix' } as const
const PUREDB = { method: 'puredb', file: fixture('tiny.pdb') } as const

test('the back ends of -l, in its order', async () => {
  const homeOf = async (...methods: readonly (typeof UNIX | typeof PUREDB)[]): Promise<string> => {
    const verdict = await Chain.of(methods, world({ names })).check(credential('alice'))
    return verdict.kind === 'accepted' ? verdict.account.home : verdict.kind
  }
  assert.equal(await homeOf(UNIX, PUREDB), '/home/system')
  assert.equal(await homeOf(PUREDB, UNIX), '/home/alice/./')
  assert.equal(await homeOf({ ...PUREDB, file: fixture('empty.pdb') }, UNIX), '/home/system')
  assert.equal(await homeOf({ ...PUREDB, file: fixture('none.pdb') }, UNIX), 'broken')
})

test('a wrong password of one is not tried with the next', async () => {
  const methods = [UNIX, PUREDB]
  const locked = namesOf([userEntry({ name: 'alice' })], { alice: shadowEntry({ password: '!' }) })
  assert.equal((await Chain.of(methods, world({ names: locked })).check(credential('alice'))).kind, 'refused')
})

test('what the start-up log says of them', () => {
  const [tiny, none] = [fixture('tiny.pdb'), fixture('none.pdb')]
  const damaged = fixture('damaged-1032bytes.pdb')
  const files = [tiny, none, damaged].map((file) => ({ method: 'puredb', file }) as const)
  const chain = Chain.of(files, world())
  assert.deepEqual(chain.describe(), [
    `puredb:${tiny} (2 users)`,
    `puredb:${none} (unusable)`,
    `puredb:${damaged} (unusable)`,
  ])
  const [missing, cut, ...others] = chain.remarks()
  assert.equal(missing, `puredb: ${none}: No such file or directory`)
  assert.match(cut ?? '', /damaged-1032bytes\.pdb: bucket 0 ends at byte \d+, but the file ends at 1032: run pure-pw/)
  assert.deepEqual(others, [])
})

test('unknown users cost what the users of the file do', async () => {
  const hashed: string[] = []
  const counting = { ...namesOf(), crypt: (_: string, setting: string) => void hashed.push(setting) }
  const file = fixture('restrictions.pdb')
  await Chain.of([{ method: 'puredb', file }], world({ names: counting })).check(credential('nobody'))
  assert.deepEqual(hashed, [HASH_OF_SECRET])
})
