import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import type { Gid } from '../../../lib/core/units.ts'
import { openKernel } from '../../../lib/kernel/open-kernel.ts'

const { name, names } = openKernel()
const skip = name === 'linux' ? false : 'the C library is not used here'

describe('names', { skip }, () => {
  const rows = (file: string): string[][] =>
    readFileSync(file, 'latin1')
      .trim()
      .split('\n')
      .map((line) => line.split(':'))

  test('every account of /etc/passwd, by name and by uid', () => {
    for (const [account = '', password, uid, gid, gecos, home, shell] of rows('/etc/passwd')) {
      const entry = { name: account, password, uid: Number(uid), gid: Number(gid), gecos, home, shell }
      assert.deepEqual(names.userByName(account), entry)
      assert.equal(names.userByUid(Number(uid))?.uid, Number(uid))
    }
  })

  test('every group of /etc/group', () => {
    for (const [group = '', , gid] of rows('/etc/group')) {
      assert.equal(names.groupId(group), Number(gid))
      assert.equal(names.groupName(Number(gid)), group)
    }
  })

  test('what does not exist, or cannot be a name', () => {
    for (const stranger of ['nobody-of-that-name', '', 'root\0', 'r\xffot', 'root:', 'a'.repeat(5000)]) {
      assert.equal(names.userByName(stranger), undefined, stranger)
      assert.equal(names.groupId(stranger), undefined, stranger)
      assert.equal(names.shadow(stranger), undefined, stranger)
      assert.deepEqual(names.groupsOf(stranger, 7 as Gid), [7], stranger)
    }
    for (const id of [987_654_321, 2 ** 32 - 2]) {
      assert.equal(names.userByUid(id), undefined)
      assert.equal(names.groupName(id), undefined)
    }
  })

  test('groups are those that id(1) tells', () => {
    for (const user of ['root', 'nobody', 'daemon']) {
      const primary = names.userByName(user)?.gid ?? (0 as Gid)
      const told = execFileSync('id', ['-G', user], { encoding: 'utf8' }).trim().split(' ').map(Number)
      assert.deepEqual(new Set(names.groupsOf(user, primary)), new Set(told))
    }
  })

  test('shadow entries, with -1 for what is empty', { skip: process.geteuid?.() !== 0 && 'needs root' }, () => {
    for (const [user = '', password, lastChange, , maximum, , , expires] of rows('/etc/shadow')) {
      const days = (text = ''): number => (text === '' ? -1 : Number(text))
      assert.deepEqual(names.shadow(user), {
        password,
        lastChange: days(lastChange),
        maximumDays: days(maximum),
        expires: days(expires),
      })
    }
  })

  test('shells are those of /etc/shells', () => {
    const listed = readFileSync('/etc/shells', 'latin1')
      .split('\n')
      .filter((line) => line.startsWith('/'))
    assert.deepEqual(names.validShells(), listed)
    assert.deepEqual(names.validShells(), listed)
  })

  test('crypt(3)', () => {
    const md5 = '$1$saltsalt$qjXMvbEw8oaL.CzflDtaK/'
    assert.equal(names.crypt('password', md5), md5)
    assert.notEqual(names.crypt('Password', md5), md5)
    // As `openssl passwd` has them.
    const sha512 =
      '$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1'
    assert.equal(names.crypt('Hello world!', '$6$saltstring'), sha512)
    for (const unknown of ['', '*', '!', '$none$x$', 'x']) assert.equal(names.crypt('password', unknown), undefined)
  })

  test('a password with a NUL is not the one before it', () => {
    assert.equal(names.crypt('password\0', '$1$saltsalt$'), undefined)
    assert.equal(names.crypt('password', '$1$salt\0salt$'), undefined)
  })
})
