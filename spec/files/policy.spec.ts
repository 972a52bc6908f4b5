import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isAllowedName, type NameRules, rulesOf, type Use } from '../../lib/files/policy.ts'
import type { Authenticated } from '../../lib/protocol/session.ts'
import { configOf } from '../config/fixtures/compile.ts'

const USER: NameRules = { trusted: false, anonymous: false, quota: false, dotfiles: 'allowed', allowdotfiles: false }

/** Who may use dot files: the table of commands.md §1.5. */
const WHO: readonly (readonly [who: string, rules: Partial<NameRules>, read: boolean, write: boolean])[] = [
  ['default user', {}, true, true],
  ['-x', { dotfiles: 'no-write' }, true, false],
  ['-X', { dotfiles: 'no-access' }, false, false],
  ['anonymous', { anonymous: true }, false, false],
  ['anonymous with -z', { anonymous: true, allowdotfiles: true }, true, false],
  ['anonymous with -z and -X', { anonymous: true, allowdotfiles: true, dotfiles: 'no-access' }, true, false],
  ['-z is not for users', { allowdotfiles: true, dotfiles: 'no-access' }, false, false],
  ['trusted group', { trusted: true, dotfiles: 'no-access' }, true, true],
]
for (const [who, rules, read, write] of WHO) {
  test(`${who}: dot files may ${read ? '' : 'not '}be read and may ${write ? '' : 'not '}be written`, () => {
    for (const name of ['.hidden', '.dotdir/f', 'a/.b/c', '...', 'sub/..x', '/.x', '..x']) {
      assert.equal(isAllowedName(name, 'read', { ...USER, ...rules }), read, name)
      assert.equal(isAllowedName(name, 'write', { ...USER, ...rules }), write, name)
    }
    for (const use of ['read', 'write'] satisfies Use[])
      for (const name of ['.', '..', 'a', 'a.b', '../a', './a', 'a/..', 'a/./b', '/', ''])
        assert.ok(isAllowedName(name, use, { ...USER, ...rules }), name)
  })
}

test('a backslash is refused anywhere, whoever asks', () => {
  for (const name of ['a\\b', '\\', 'x/y\\'])
    assert.equal(isAllowedName(name, 'read', { ...USER, trusted: true }), false, name)
})

test("under a quota the server's own files are out of reach", () => {
  const refused = ['.ftpquota', 'sub/.ftpquota', 'x.ftpquota.y', '.pureftpd-upload.1']
  const allowed = ['ftpquota', 'sub/.pureftpd-x', '.pureftpd', '.']
  for (const name of [...refused, ...allowed]) {
    assert.equal(isAllowedName(name, 'read', { ...USER, quota: true }), allowed.includes(name), name)
    assert.ok(isAllowedName(name, 'read', USER), name)
  }
})

test('who has a quota: neither the anonymous nor the trusted', () => {
  const session = (changes: object): Authenticated =>
    ({ anonymous: false, trusted: false, account: { limits: {} }, ...changes }) as unknown as Authenticated
  const limited = { account: { limits: { quotaFiles: 5 } } }
  const config = configOf('-x', '-z')
  assert.deepEqual(rulesOf(session({}), config), { ...USER, dotfiles: 'no-write', allowdotfiles: true })
  assert.equal(rulesOf(session(limited), config).quota, true)
  assert.equal(rulesOf(session({}), { ...config, quota: { files: 1, bytes: 1 } }).quota, true)
  assert.equal(rulesOf(session({ ...limited, trusted: true }), config).quota, false)
  assert.equal(rulesOf(session({ ...limited, anonymous: true }), config).quota, false)
})
