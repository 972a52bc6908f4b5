import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Backend } from '../../lib/auth/backend.ts'
import { Passwords } from '../../lib/auth/passwords.ts'
import type { Surroundings } from '../../lib/auth/surroundings.ts'
import type { NameService } from '../../lib/kernel/kernel.ts'
import { credential, kindOf, namesOf, world } from '../auth/support.ts'

/** Somebody the back end knows, with the password `secret`. */
interface Known {
  readonly user: string
  readonly home: string
  readonly names?: NameService
}

/** What every `-l` method does, whatever it looks its users up in. */
export function backendContract(name: string, create: (surroundings: Surroundings) => Backend, known: Known): void {
  const names = known.names ?? namesOf()
  const open = (passwords = new Passwords(names)): Backend => create(world({ names, passwords }))

  test(`${name}: the right password gives the account`, async () => {
    const verdict = await open().check(credential(known.user))
    assert.equal(verdict.kind, 'accepted')
    assert.equal(verdict.kind === 'accepted' && verdict.account.name, known.user)
    assert.equal(verdict.kind === 'accepted' && verdict.account.home, known.home)
    assert.equal(verdict.kind === 'accepted' && verdict.account.groups[0], verdict.account.gid)
  })

  test(`${name}: a verdict crosses between threads unchanged`, async () => {
    const verdict = await open().check(credential(known.user))
    assert.deepEqual(structuredClone(verdict), verdict)
  })

  for (const wrong of ['Secret', 'secre', 'secrett', '', 'secret\0', ' secret']) {
    test(`${name}: the password ${JSON.stringify(wrong)} is refused, and no other back end asked`, async () => {
      assert.equal(kindOf(await open().check(credential(known.user, wrong))), 'refused')
    })
  }

  for (const stranger of ['nobody-of-that-name', '', `${known.user} `, known.user.toUpperCase(), 'a'.repeat(127)]) {
    test(`${name}: ${JSON.stringify(stranger)} is unknown, and other back ends are asked`, async () => {
      assert.equal(kindOf(await open().check(credential(stranger))), 'unknown')
    })
  }

  test(`${name}: a password that was right is remembered, a wrong one is not`, async () => {
    let hashed = 0
    const counting = {
      crypt: (password: string, setting: string) => {
        hashed++
        return names.crypt(password, setting)
      },
    }
    const backend = open(new Passwords(counting))
    await backend.check(credential(known.user))
    assert.equal(kindOf(await backend.check(credential(known.user))), 'accepted')
    assert.equal(hashed, 1)
    await backend.check(credential(known.user, 'wrong'))
    assert.equal(kindOf(await backend.check(credential(known.user, 'wrong'))), 'refused')
    assert.equal(hashed, 3)
  })

  test(`${name}: the start-up log names it`, () => {
    assert.ok(open().describe().startsWith(name))
  })
}
