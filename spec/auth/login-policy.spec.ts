import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Account } from '../../lib/auth/account.ts'
import { identityOf, isUidAllowed, loginPolicy } from '../../lib/auth/login-policy.ts'
import type { Gid, Uid } from '../../lib/core/units.ts'

const account = (given: Partial<Account> = {}): Account => ({
  name: 'joe',
  uid: 1001 as Uid,
  gid: 1001 as Gid,
  groups: [1001, 2001] as Gid[],
  home: '/home/joe',
  limits: {},
  slowTilde: true,
  ...given,
})
const FREE = { chroot: undefined }
const EVERYONE = { chroot: { except: undefined } }
const except = (gid: number): { chroot: { except: number } } => ({ chroot: { except: gid } })

test('without -A and -a nobody is confined', () => {
  assert.deepEqual(loginPolicy(account(), FREE), { root: '/', home: '/home/joe', jail: 'none', trusted: false })
})

test('-A confines everybody in the home but uid 0', () => {
  const confined = { root: '/home/joe', home: '/', jail: 'implied', trusted: false }
  assert.deepEqual(loginPolicy(account(), EVERYONE), confined)
  assert.deepEqual(loginPolicy(account({ gid: 0 as Gid }), EVERYONE), confined)
  const root = loginPolicy(account({ uid: 0 as Uid, home: '/root' }), EVERYONE)
  assert.deepEqual(root, { root: '/', home: '/root', jail: 'none', trusted: true })
})

test('-a trusts the members of its group, primary or supplementary', () => {
  for (const gid of [1001, 2001]) {
    assert.deepEqual(loginPolicy(account(), except(gid)), { root: '/', home: '/home/joe', jail: 'none', trusted: true })
  }
  assert.equal(loginPolicy(account(), except(3001)).jail, 'implied')
  assert.equal(loginPolicy(account({ groups: [1001, 0] as Gid[] }), except(3001)).trusted, false)
})

test('without -a the trusted group is 0 (flags.md, row -a)', () => {
  assert.equal(loginPolicy(account({ groups: [1001, 0] as Gid[] }), FREE).trusted, true)
})

test('a home with /./ confines everybody, trusted or not', () => {
  for (const config of [FREE, EVERYONE, except(1001)]) {
    const { root, home, jail } = loginPolicy(account({ home: '/home/./joe' }), config)
    assert.deepEqual({ root, home, jail }, { root: '/home', home: '/joe', jail: 'explicit' })
  }
})

const HOMES: readonly (readonly [string, string, string])[] = [
  ['/home/joe/./', '/home/joe', '/'],
  ['/home/./joe/', '/home', '/joe'],
  ['/./', '/', '/'],
  ['/./srv', '/', '/srv'],
  ['/a/./b/./c', '/a', '/b/c'],
  ['/a//./b', '/a', '/b'],
  ['/a/./../b', '/a', '/b'],
]

test('only the first /./ counts', () => {
  for (const [stored, root, home] of HOMES) {
    const policy = loginPolicy(account({ home: stored }), FREE)
    assert.deepEqual([policy.root, policy.home], [root, home], stored)
  }
})

test('a quota confines those it applies to', () => {
  assert.equal(loginPolicy(account({ limits: { quotaFiles: 0 } }), FREE).jail, 'implied')
  assert.equal(loginPolicy(account({ limits: { quotaBytes: 1 } }), FREE).jail, 'implied')
  assert.equal(loginPolicy(account({ limits: { quotaBytes: 1 } }), except(1001)).jail, 'none')
})

test('-u refuses uids below its own', () => {
  assert.equal(isUidAllowed(account(), { minuid: 1001 }), true)
  assert.equal(isUidAllowed(account(), { minuid: 1002 }), false)
})

test('who cannot switch serves everybody as itself', () => {
  assert.deepEqual(identityOf(account(), { canSwitch: true }), { uid: 1001, gid: 1001, groups: [1001, 2001] })
  assert.equal(identityOf(account(), { canSwitch: false }).uid, process.geteuid?.())
})
