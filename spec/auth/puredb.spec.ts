import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AccountLimits } from '../../lib/auth/account.ts'
import type { Verdict } from '../../lib/auth/backend.ts'
import { PuredbBackend } from '../../lib/auth/puredb.ts'
import type { Resolve } from '../../lib/auth/resolve.ts'
import { err, ok } from '../../lib/core/result.ts'
import { backendContract } from '../contracts/auth-backend.ts'
import { fixture, type LoginCase, loginCases } from '../puredb/fixtures.ts'
import { address, credential, namesOf, userEntry, world } from './support.ts'

backendContract('puredb', (surroundings) => new PuredbBackend(fixture('tiny.pdb'), surroundings), {
  user: 'alice',
  home: '/home/alice/./',
})

/** The hosts file the cases were recorded with, and addresses in other notations, which have only one family. */
const HOSTS: Readonly<Record<string, string>> = {
  localhost: '127.0.0.1',
  'client.example.net': '127.0.0.2',
  '10.1': '10.0.0.1',
  '2001': '0.0.7.209',
}
const resolve: Resolve = (host, family) => {
  const found = HOSTS[host]
  const otherFamily = /^[\d.]+$/.test(host) ? -9 : -2
  return Promise.resolve(found !== undefined && family === 4 ? ok(address(found)) : err(found ? otherFamily : -2))
}

/** The back ends take the local time of the process: the same fields in the zone of the case. */
function localTime({ utc, tz }: LoginCase): Date {
  if (utc === undefined || tz === undefined) return new Date(2026, 0, 15, 12, 0)
  return new Date(new Date(utc).toLocaleString('en-US', { timeZone: tz }))
}

const KINDS = { '1': 'accepted', '-1': 'refused', '0': 'unknown', null: 'broken' } as const

/** Where we do on purpose what the back end alone does not (the complete reference server does). */
const expectedKind = ({ user, authOk }: LoginCase): Verdict['kind'] =>
  user === 'argon2id_128m' ? 'refused' : KINDS[`${authOk}`]

const cases = loginCases()
assert.equal(cases.length, 482)

for (const db of new Set(cases.map((each) => each.db))) {
  test(`the reference's verdict on every login of ${db}`, async () => {
    for (const each of cases.filter((one) => one.db === db)) {
      const surroundings = world({ resolve, now: () => localTime(each) })
      const backend = new PuredbBackend(fixture(db), surroundings)
      const [peer, local] = [address(each.clientIp), address(each.localIp)]
      const verdict = await backend.check(credential(each.user, each.password, { peer, local }))
      const about = JSON.stringify(each)
      assert.equal(verdict.kind, expectedKind(each), about)
      if (verdict.kind === 'accepted') assertAccount(verdict.account, each, about)
      if (verdict.kind === 'broken') assert.equal(verdict.reply, each.fatal)
      if (verdict.kind !== 'broken' && !db.startsWith('damaged')) {
        assert.deepEqual(surroundings.warnings, each.log ?? [], about)
      }
    }
  })
}

function assertAccount(
  { uid, gid, home, limits }: Extract<Verdict, { kind: 'accepted' }>['account'],
  expected: LoginCase,
  about: string,
): void {
  assert.deepEqual({ uid, gid, home }, { uid: expected.uid, gid: expected.gid, home: expected.dir }, about)
  const { sessions = 0, ...others } = limits
  assert.equal(sessions, expected.maxSessions, about)
  assert.deepEqual(others, limitsOf(expected), about)
}

/** A rate of 0 ends the reference's sessions: ours have none. */
function limitsOf(expected: LoginCase): AccountLimits {
  const limits = {
    uploadRate: expected.bandwidthUl === 0 ? null : expected.bandwidthUl,
    downloadRate: expected.bandwidthDl === 0 ? null : expected.bandwidthDl,
    ratioUpload: expected.ratioUl,
    ratioDownload: expected.ratioDl,
    quotaFiles: expected.quotaFiles,
    quotaBytes: expected.quotaSize,
  }
  return Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== null))
}

test('sessions of a record: empty leaves the limit of the server, 0 lifts it', async () => {
  const backend = new PuredbBackend(fixture('restrictions.pdb'), world())
  const sessionsOf = async (user: string): Promise<number | undefined> => {
    const verdict = await backend.check(credential(user))
    return verdict.kind === 'accepted' ? verdict.account.limits.sessions : assert.fail(user)
  }
  assert.equal(await sessionsOf('plain'), undefined)
  assert.equal(await sessionsOf('emptysess'), 0)
  assert.equal(await sessionsOf('sessions'), 2)
})

async function groupsWith(names = namesOf()): Promise<readonly number[]> {
  const verdict = await new PuredbBackend(fixture('tiny.pdb'), world({ names })).check(credential('alice'))
  return verdict.kind === 'accepted' ? verdict.account.groups : assert.fail(verdict.kind)
}

test('supplementary groups are those of the system account with that uid', async () => {
  assert.deepEqual(await groupsWith(), [1001])
  assert.deepEqual(await groupsWith(namesOf([userEntry({ name: 'web' })])), [1001, 2001])
})

test('why a login was refused is told to the log, not the client', async () => {
  const backend = new PuredbBackend(fixture('restrictions.pdb'), world({ now: () => new Date(2026, 0, 15, 8, 59) }))
  const why = async (user: string, password = 'secret', peer = '127.0.0.1'): Promise<string> => {
    const verdict = await backend.check(credential(user, password, { peer: address(peer) }))
    return verdict.kind === 'refused' ? verdict.why : assert.fail(verdict.kind)
  }
  assert.equal(await why('plain', 'wrong'), 'wrong password')
  assert.equal(await why('hours'), 'no logins outside 900-1800')
  assert.equal(await why('clientallow', 'secret', '10.0.0.1'), 'not from the address 10.0.0.1')
  const hashes = new PuredbBackend(fixture('hashes.pdb'), world())
  const large = await hashes.check(credential('argon2id_128m'))
  assert.deepEqual(large, {
    kind: 'refused',
    why: 'the stored hash needs more than 70 MiB of memory: set the password anew',
  })
})
