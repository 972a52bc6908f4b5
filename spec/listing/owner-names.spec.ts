import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Kernel } from '../../lib/kernel/kernel.ts'
import { ownerNames } from '../../lib/listing/owner-names.ts'
import type { Authenticated } from '../../lib/protocol/session.ts'

const lookUps: number[] = []
const names: Readonly<Record<number, string>> = { 0: 'root', 2001: 'averylongusername', 2002: 'staff2' }
const kernel = (): Kernel =>
  ({
    names: {
      userByUid: (uid: number) => {
        lookUps.push(uid)
        return names[uid] && { name: names[uid] }
      },
      groupName: (gid: number) => names[gid],
    },
  }) as unknown as Kernel
const session = (rootPath: string, anonymous = false): Authenticated =>
  ({ fs: { rootPath }, anonymous, account: { uid: 2001, gid: 2002 } }) as unknown as Authenticated

test('not confined: names of the system, cut at ten; numbers without a name', () => {
  const owners = ownerNames(session('/'), kernel())
  assert.equal(owners.user(2001), 'averylongu')
  assert.equal(owners.user(0), 'root      ')
  assert.equal(owners.group(2002), 'staff2    ')
  assert.equal(owners.user(54321), '54321     ')
})

test('confined: the own user and primary group, numbers for all others (§20 row 67)', () => {
  const owners = ownerNames(session('/home/jane'), kernel())
  assert.equal(owners.user(2001), 'averylongu')
  assert.equal(owners.group(2002), 'staff2    ')
  assert.equal(owners.user(0), '0         ')
  assert.equal(owners.user(2002), '2002      ')
  assert.equal(owners.group(2001), '2001      ')
})

test('anonymous: numbers', () => {
  const owners = ownerNames(session('/srv/ftp', true), kernel())
  assert.equal(owners.user(2001), '2001      ')
  assert.equal(owners.group(2002), '2002      ')
})

test('a name service is asked once for each owner', () => {
  const one = kernel()
  lookUps.length = 0
  for (let i = 0; i < 100; i++) ownerNames(session('/'), one).user(54321)
  assert.deepEqual(lookUps, [54321])
})
