import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import type { Verdict } from '../../lib/auth/backend.ts'
import { UnixBackend } from '../../lib/auth/unix.ts'
import type { ShadowEntry, UserEntry } from '../../lib/kernel/kernel.ts'
import { openKernel } from '../../lib/kernel/open-kernel.ts'
import { backendContract } from '../contracts/auth-backend.ts'
import { credential, HASH_OF_SECRET, namesOf, shadowEntry, userEntry, world } from './support.ts'

backendContract('unix', (surroundings) => new UnixBackend(surroundings), {
  user: 'joe',
  home: '/home/joe',
  names: namesOf([userEntry()], { joe: shadowEntry() }),
})

const TODAY = 20_000
const now = (): Date => new Date(TODAY * 86_400_000)

function verdictOf(
  entry: Partial<UserEntry>,
  shadow?: Partial<ShadowEntry>,
  password = 'secret',
): Verdict | Promise<Verdict> {
  const names = namesOf([userEntry(entry)], shadow && { joe: shadowEntry(shadow) })
  return new UnixBackend(world({ names, now })).check(credential('joe', password))
}

async function whyNot(entry: Partial<UserEntry>, shadow?: Partial<ShadowEntry>): Promise<string> {
  const verdict = await verdictOf(entry, shadow)
  return verdict.kind === 'refused' ? verdict.why : assert.fail(verdict.kind)
}

test('the account is that of the system, with its groups and no limits', async () => {
  const verdict = await verdictOf({}, {})
  assert.deepEqual(verdict, {
    kind: 'accepted',
    account: {
      name: 'joe',
      uid: 1001,
      gid: 1001,
      groups: [1001, 2001],
      home: '/home/joe',
      limits: {},
      slowTilde: false,
    },
  })
})

test('the hash may be in passwd itself', async () => {
  assert.equal((await verdictOf({ password: HASH_OF_SECRET })).kind, 'accepted')
  // An old hash in shadow then plays no part.
  assert.equal((await verdictOf({ password: HASH_OF_SECRET }, { password: '!', expires: 1 })).kind, 'accepted')
})

test('##login in passwd stands for shadow as well', async () => {
  assert.equal((await verdictOf({ password: '##joe' }, {})).kind, 'accepted')
})

test('locked, empty and unreadable shadow entries match nothing', async () => {
  for (const password of ['!', '*', '', `!${HASH_OF_SECRET}`, `@${HASH_OF_SECRET}`]) {
    assert.equal(await whyNot({}, { password }), 'the account has no password that could be right', password)
  }
  assert.equal(await whyNot({}), 'the shadow entry of the account cannot be read')
  assert.equal((await verdictOf({}, undefined, 'x')).kind, 'refused')
})

test('shells: those of the system, and ftp in any case', async () => {
  for (const shell of ['/bin/sh', '/bin/bash', 'ftp', 'FTP']) {
    assert.equal((await verdictOf({ shell }, {})).kind, 'accepted', shell)
  }
  for (const shell of ['', '/bin/false', '/usr/bin/ftp', 'sh']) {
    assert.equal(await whyNot({ shell }, {}), `the shell ${JSON.stringify(shell)} is not one of /etc/shells`)
  }
})

test('the shell of an account is not for those who do not know its password', async () => {
  const verdict = await verdictOf({ shell: '/bin/false' }, {}, 'wrong')
  assert.deepEqual(verdict, { kind: 'refused', why: 'wrong password' })
})

test('expiry of the account: the day itself is the last one', async () => {
  assert.equal(await whyNot({}, { expires: TODAY - 1 }), 'the account has expired')
  for (const expires of [TODAY, TODAY + 1, 0, -1]) assert.equal((await verdictOf({}, { expires })).kind, 'accepted')
})

test('age of the password', async () => {
  const old = { lastChange: TODAY - 10, maximumDays: 9 }
  assert.equal(await whyNot({}, old), 'the password has expired')
  for (const change of [{ maximumDays: 10 }, { maximumDays: -1 }, { maximumDays: 0 }, { lastChange: 0 }]) {
    assert.equal((await verdictOf({}, { ...old, ...change })).kind, 'accepted', JSON.stringify(change))
  }
})

test('a real account of the system', { skip: process.geteuid?.() !== 0 && 'only root adds accounts' }, async () => {
  const name = `ftpspec${process.pid}`
  execFileSync('useradd', ['-M', '-d', '/srv/spec', '-s', '/bin/sh', '-p', HASH_OF_SECRET, name])
  try {
    const backend = new UnixBackend(world({ names: openKernel().names }))
    const verdict = await backend.check(credential(name))
    const account = verdict.kind === 'accepted' ? verdict.account : assert.fail(JSON.stringify(verdict))
    const id = (flag: string): number => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }))
    assert.deepEqual([account.uid, account.gid, account.home], [id('-u'), id('-g'), '/srv/spec'])
    assert.equal((await backend.check(credential(name, 'wrong'))).kind, 'refused')
    execFileSync('usermod', ['-L', name])
    assert.equal((await backend.check(credential(name))).kind, 'refused')
  } finally {
    execFileSync('userdel', [name], { stdio: 'ignore' })
  }
})
