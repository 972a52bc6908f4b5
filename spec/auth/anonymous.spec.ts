import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type AnonymousSurroundings, anonymousLogin } from '../../lib/auth/anonymous.ts'
import { err, ok, type Result } from '../../lib/core/result.ts'
import type { Gid, Uid } from '../../lib/core/units.ts'
import { kernelError } from '../../lib/kernel/errno.ts'
import type { Kernel, UserEntry } from '../../lib/kernel/kernel.ts'
import { openKernel } from '../../lib/kernel/open-kernel.ts'
import { address, namesOf, userEntry } from './support.ts'

const FTP = userEntry({ name: 'ftp', uid: 14 as Uid, gid: 50 as Gid, home: '/srv/ftp' })

interface Given {
  readonly users?: readonly UserEntry[]
  readonly directories?: readonly string[]
  readonly canSwitch?: boolean
  readonly fallbackHome?: string
}

/** A kernel with these users and directories, and how many of the roots it opened are still open. */
function surroundings({ users = [FTP], directories = [], canSwitch = true, fallbackHome }: Given): {
  readonly given: AnonymousSurroundings
  readonly open: Set<string>
} {
  const open = new Set<string>()
  const openRoot = (path: string): ReturnType<Kernel['files']['openRoot']> => {
    if (!directories.includes(path)) return err(kernelError('ENOENT'))
    open.add(path)
    return ok({ path, [Symbol.dispose]: () => void open.delete(path) })
  }
  const { files, credentials } = openKernel()
  const kernel = {
    names: namesOf(users),
    files: { ...files, openRoot },
    credentials: { ...credentials, canSwitch },
  }
  return { given: { kernel, local: address('10.9.8.7'), sysconfdir: '/etc', fallbackHome }, open }
}

const summary = (given: Given): Result<readonly [number, string, string], string> => {
  const made = surroundings(given)
  const login = anonymousLogin(made.given)
  assert.equal(made.open.size, 0)
  return login.ok ? ok([login.value.account.uid, login.value.root, login.value.message]) : login
}
const PLAIN = 'Anonymous user logged in'

test('the account is ftp, or else _ftp', () => {
  assert.deepEqual(summary({}), ok([14, '/srv/ftp', PLAIN]))
  assert.deepEqual(summary({ users: [userEntry({ name: '_ftp', home: '/f' }), FTP] }), ok([14, '/srv/ftp', PLAIN]))
  assert.deepEqual(summary({ users: [userEntry({ name: '_ftp', home: '/f' })] }), ok([1001, '/f', PLAIN]))
})

test('it is never root, and its home is absolute', () => {
  const refused = err('Unable to set up secure anonymous FTP')
  assert.deepEqual(summary({ users: [] }), refused)
  for (const bad of [{ uid: 0 as Uid }, { gid: 0 as Gid }, { home: 'srv' }, { home: '' }]) {
    assert.deepEqual(summary({ users: [{ ...FTP, ...bad }] }), refused, JSON.stringify(bad))
  }
})

test('a directory named after the local address is a virtual host (commands.md §17)', () => {
  const root = '/etc/pure-ftpd/10.9.8.7'
  assert.deepEqual(summary({ directories: [root] }), ok([14, root, `${PLAIN} the virtual FTP: 10.9.8.7`]))
  assert.deepEqual(summary({ directories: ['/etc/pure-ftpd/10.9.8.8'] }), ok([14, '/srv/ftp', PLAIN]))
})

test('the texts of a home that cannot be entered', () => {
  for (const home of ['/srv/ftp', '/srv/ftp/']) {
    const login = anonymousLogin(surroundings({ users: [{ ...FTP, home }] }).given)
    assert.equal(login.ok && login.value.unavailable, "Can't change directory to /srv/ftp/ [/]")
  }
})

test('without root the session is the server’s own user, in the home of ftp or the one it was given', () => {
  const own = process.geteuid?.() ?? 0
  const given = { canSwitch: false, fallbackHome: '/home/me' }
  assert.deepEqual(summary({ ...given, directories: ['/srv/ftp'] }), ok([own, '/home/me', PLAIN]))
  assert.deepEqual(summary({ canSwitch: false, directories: ['/srv/ftp'] }), ok([own, '/srv/ftp', PLAIN]))
  assert.deepEqual(summary(given), ok([own, '/home/me', PLAIN]))
  assert.deepEqual(summary({ ...given, users: [] }), ok([own, '/home/me', PLAIN]))
  assert.deepEqual(summary({ canSwitch: false, users: [] }), err('Unable to set up secure anonymous FTP'))
})

test('a root that is given needs no account: root is nobody there (npm start)', () => {
  assert.deepEqual(summary({ users: [], fallbackHome: '/home/me' }), ok([65534, '/home/me', PLAIN]))
  assert.deepEqual(summary({ fallbackHome: '/home/me' }), ok([14, '/home/me', PLAIN]))
})
