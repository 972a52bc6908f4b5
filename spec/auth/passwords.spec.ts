import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Passwords } from '../../lib/auth/passwords.ts'
import { address, credential, HASH_OF_SECRET, namesOf } from './support.ts'

const OTHER = HASH_OF_SECRET.replace('puredbfixture', 'other')

interface Bench {
  readonly passwords: Passwords
  /** Settings that were hashed with. */
  readonly hashed: string[]
  now: number
}

function bench(): Bench {
  const names = namesOf()
  const hashed: string[] = []
  const crypt = (password: string, setting: string): string | undefined => {
    hashed.push(setting)
    return names.crypt(password, setting)
  }
  const made: Bench = { passwords: new Passwords({ crypt }, () => made.now), hashed, now: 0 }
  return made
}

test('a right password is remembered for a few seconds', async () => {
  const made = bench()
  for (const now of [0, 1000, 14_999]) {
    made.now = now
    assert.equal(await made.passwords.check(credential('joe'), HASH_OF_SECRET), undefined)
  }
  assert.equal(made.hashed.length, 1)
  made.now = 15_000
  assert.equal(await made.passwords.check(credential('joe'), HASH_OF_SECRET), undefined)
  assert.equal(made.hashed.length, 2)
})

test('only for this user, password, peer and stored hash', async () => {
  const { passwords, hashed } = bench()
  await passwords.check(credential('joe'), HASH_OF_SECRET)
  assert.equal(await passwords.check(credential('joe', 'wrong'), HASH_OF_SECRET), 'wrong password')
  assert.equal(await passwords.check(credential('joe'), OTHER), 'wrong password')
  await passwords.check(credential('jane'), HASH_OF_SECRET)
  await passwords.check(credential('joe', 'secret', { peer: address('10.0.0.1') }), HASH_OF_SECRET)
  assert.equal(hashed.length, 5)
})

test('wrong passwords are not remembered', async () => {
  const { passwords, hashed } = bench()
  await passwords.check(credential('joe', 'wrong'), HASH_OF_SECRET)
  await passwords.check(credential('joe', 'wrong'), HASH_OF_SECRET)
  assert.equal(hashed.length, 2)
})

test('equal questions that come together cost one hash', async () => {
  const argon2 = '$argon2id$v=19$m=8192,t=3,p=1$YyuwBgKtlpQKIaWGJb59Jw$pxbmmmqiC6fSrvFDBsxG6bfxCRTQ9MblWno85DtBs2s'
  const { passwords } = bench()
  // The first one loads the library.
  await passwords.check(credential('joe', 'x'), argon2)
  const one = performance.now()
  await passwords.check(credential('joe', 'y'), argon2)
  const cost = performance.now() - one
  const start = performance.now()
  const answers = await Promise.all(Array.from({ length: 100 }, () => passwords.check(credential('joe'), argon2)))
  assert.ok(performance.now() - start < 20 * cost)
  assert.ok(answers.every((answer) => answer === undefined))
})

test('memory is bounded: the oldest are forgotten', async () => {
  const { passwords, hashed } = bench()
  for (let i = 0; i < 1025; i++) await passwords.check(credential(`user${i}`), HASH_OF_SECRET)
  await passwords.check(credential('user1024'), HASH_OF_SECRET)
  assert.equal(hashed.length, 1025)
  await passwords.check(credential('user0'), HASH_OF_SECRET)
  assert.equal(hashed.length, 1026)
})

test('accounts without a usable hash cost one all the same', async () => {
  const { passwords, hashed } = bench()
  for (const stored of ['', '*', '!']) {
    assert.equal(await passwords.check(credential('joe'), stored), 'the account has no password that could be right')
  }
  assert.equal(hashed.length, 3)
})

test('unknown users cost what known ones do', async () => {
  const { passwords, hashed } = bench()
  await passwords.pretend(credential('nobody'))
  passwords.imitate(HASH_OF_SECRET)
  passwords.imitate('*')
  await passwords.pretend(credential('nobody'))
  assert.match(hashed[0] ?? '', /^\$6\$/)
  assert.equal(hashed[1], HASH_OF_SECRET)
})
