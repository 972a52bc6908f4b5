import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryNeeded } from '../../lib/auth/hashes/memory.ts'
import { type HashOutcome, verify } from '../../lib/auth/hashes.ts'
import { Secret } from '../../lib/core/secret.ts'
import { namesOf } from './support.ts'

const SCRYPT = '$7$C6..../....vAaF0Zo14sfWoRO63lKVWuXyQIlly219pJgjcpMy9.1$WTXnfB.yNcyvV128KmKGP2vi0VTgrOObZ1qh1kNbfVD'
const ARGON2ID = '$argon2id$v=19$m=8192,t=3,p=1$YyuwBgKtlpQKIaWGJb59Jw$pxbmmmqiC6fSrvFDBsxG6bfxCRTQ9MblWno85DtBs2s'
const ARGON2I = '$argon2i$v=19$m=8192,t=4,p=1$SconAUhXDNvl8XLF2cpvwA$8XWY7Lp4iWgte5KKmvke3r9Go0B+oFHBgjECD9FRkow'
const MD5 = '$1$saltsalt$9xy1btjgzLYfb7hivXtC//'

const check = (stored: string, password = 'secret'): Promise<HashOutcome> =>
  verify(new Secret(password), stored, namesOf())

// Every kind of crypt(3) is among the logins of spec/auth/puredb.spec.ts.
for (const stored of [ARGON2ID, ARGON2I, SCRYPT, MD5]) {
  const kind = stored.slice(0, stored.indexOf('$', 1) + 1)
  test(`${kind}: the password matches, others and damaged hashes do not`, async () => {
    assert.equal(await check(stored), 'match')
    assert.equal(await check(stored, 'Secret'), 'mismatch')
    assert.equal(await check(stored, ''), 'mismatch')
    for (let length = 3; length < stored.length; length += 7) {
      assert.notEqual(await check(stored.slice(0, length)), 'match', stored.slice(0, length))
    }
  })
}

test('one changed character of the hash is enough', async () => {
  for (const stored of [ARGON2ID, SCRYPT, MD5]) {
    const at = stored.length - 3
    const changed = `${stored.slice(0, at)}${stored.charAt(at) === 'a' ? 'b' : 'a'}${stored.slice(at + 1)}`
    assert.equal(await check(changed), 'mismatch')
  }
})

test('argon2d and other versions of argon2 are refused', async () => {
  assert.equal(await check(ARGON2ID.replace('argon2id', 'argon2d')), 'mismatch')
  assert.equal(await check(ARGON2ID.replace('v=19', 'v=16')), 'mismatch')
})

test('what is no hash matches nothing, least of all itself', async () => {
  for (const stored of ['', '*', '!', '!!', `!${MD5}`, `*${MD5}`, '@x', '*0', '*1']) {
    assert.equal(await check(stored), 'unusable')
    assert.equal(await check(stored, stored), 'unusable')
  }
  assert.equal(await check('secret'), 'mismatch')
})

test('an empty password is accepted if it is the one that was hashed', async () => {
  const stored = '$argon2id$v=19$m=8,t=1,p=1$wgErzDZcDOGOSo2bf8099Q$cpABjbFIBEOJPc+BXDSe5fwvxAhJhzxnIM+8GKyqQ44'
  assert.equal(await check(stored, ''), 'match')
})

test('crypt(3) never sees the part of a password before a NUL alone', async () => {
  assert.equal(await check(MD5, 'secret\0and more'), 'mismatch')
})

test('passwords are bytes', async () => {
  const stored = namesOf().crypt('\xc3\xa9', MD5) ?? assert.fail()
  assert.equal(await check(stored, '\xc3\xa9'), 'match')
  assert.equal(await check(stored, '\xe9'), 'mismatch')
})

test('hashes that need more memory than the reference has are not computed', async () => {
  const start = performance.now()
  assert.equal(await check(ARGON2ID.replace('m=8192', 'm=71681')), 'too-large')
  assert.equal(await check(ARGON2ID.replace('m=8192', 'm=4294967295')), 'too-large')
  assert.equal(await check(SCRYPT.replace('$C6', '$J6')), 'too-large')
  assert.equal(await check(SCRYPT.replace('$C6', '$z6')), 'too-large')
  assert.equal(await check('$y$jFT$Ks0iXaSQyJ3qhkDFyzvLr1$0fKtu/owknzF2RuUOyhhrAinPUTPVnFnt58hZDbzQU6'), 'too-large')
  assert.ok(performance.now() - start < 100)
})

test('memory by parameters', () => {
  assert.equal(memoryNeeded(ARGON2ID), 8 * 2 ** 20)
  assert.equal(memoryNeeded(SCRYPT), 128 * 8 * 2 ** 14)
  assert.equal(memoryNeeded('$y$j9T$salt$hash'), 128 * 32 * 2 ** 12)
  assert.equal(memoryNeeded(MD5), 0)
})
