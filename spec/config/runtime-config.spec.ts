import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RuntimeConfig } from '../../lib/config/runtime-config.ts'
import { configOf, errorOf } from './fixtures/compile.ts'

test('without flags all defaults hold (flags.md §1)', () => {
  const { login, bind, umask, limitrecursion, ...config } = configOf()
  assert.deepEqual(login, [{ method: 'unix' }])
  assert.deepEqual(bind, { host: undefined, port: '21' })
  assert.deepEqual(umask, { files: 0o133, directories: 0o022 })
  assert.deepEqual(limitrecursion, { files: 10_000, depth: 5 })
  assert.equal(config.maxclientsnumber, 50)
  assert.equal(config.maxidletime, 900)
  assert.equal(config.anonymous, 'allowed')
  assert.equal(config.chroot, undefined)
  assert.equal(config.passiveportrange, undefined)
  assert.equal(config.pidfile, '/var/run/pure-ftpd.pid')
})

const SHARED: readonly (readonly [argv: string, expected: Partial<RuntimeConfig>])[] = [
  ['-e -E', { anonymous: 'forbidden' }],
  ['-E -e', { anonymous: 'only' }],
  ['-A -a 5', { chroot: { except: 5 } }],
  ['-a 5 -A', { chroot: { except: undefined } }],
  ['-w -W', { fxp: 'everybody' }],
  ['-W -w', { fxp: 'users' }],
  ['-x -X', { dotfiles: 'no-access' }],
  ['-X -x', { dotfiles: 'no-access' }],
  ['-x', { dotfiles: 'no-write' }],
  ['-d', { verboselog: 1 }],
  ['-dd', { verboselog: 2 }],
  ['-d -d -d', { verboselog: 2 }],
  ['-c 5 -c 6', { maxclientsnumber: 6 }],
  ['-c 500 -p 30000:30009', { maxclientsnumber: 500 }],
  ['-f none -f ftp', { syslogfacility: 'none' }],
  ['-f ftp -f local0', { syslogfacility: 'local0' }],
  ['-P 192.0.2.1 -P 192.0.2.2', { forcepassiveip: '192.0.2.1' }],
  ['-p 2000:3000 -p 4000:5000', { passiveportrange: { first: 4000, last: 5000 } }],
  ['-S 127.0.0.1,7100 -S 127.0.0.2,7101', { bind: { host: '127.0.0.1', port: '7101' } }],
  ['-S 7100 -S 127.0.0.2,', { bind: { host: '127.0.0.2', port: '7100' } }],
  ['-S *,7100 -S 127.0.0.2,7101', { bind: { host: '*', port: '7101' } }],
  ['-U 177: -U :077', { umask: { files: 0o177, directories: 0o077 } }],
  ['-U 177 -U 133:', { umask: { files: 0o133, directories: 0o177 } }],
  [
    '-l unix -l puredb:/a -l puredb:/b',
    { login: [{ method: 'unix' }, { method: 'puredb', file: '/a' }, { method: 'puredb', file: '/b' }] },
  ],
  ['-l puredb:/a', { login: [{ method: 'puredb', file: '/a' }] }],
  ['-8 utf-8 -8 big5', { fscharset: 'utf-8' }],
  ['-8 big5 -9 big5', { fscharset: 'big5', clientcharset: 'big5' }],
  ['-J -C:HIGH -J LOW', { tlsciphersuite: { ciphers: 'LOW', clientcertificates: true } }],
  ['-Y 2 -Y 0', { tls: 0 }],
  ['-k 90 -k 0', { maxdiskusagepct: undefined }],
]

test('flags given twice, and flags of one setting (flags.md §2.4 and the table of shared variables)', () => {
  for (const [argv, expected] of SHARED) {
    const config: Readonly<Record<string, unknown>> = { ...configOf(...argv.split(' ')) }
    for (const [field, value] of Object.entries(expected)) assert.deepEqual(config[field], value, argv)
  }
})

test('a setting that a later flag turns off again is not missed', () => {
  assert.match(errorOf('-Y', '0', '-Y', '2').text, /--tls$/)
})

test('the configuration is deeply frozen and can be sent to a thread', () => {
  const config = configOf('-l', 'puredb:/x', '-p', '2000:3000', '-a', '5', '-V', '::1')
  const parts: unknown[] = [config]
  for (const part of parts) {
    if (typeof part !== 'object' || part === null) continue
    assert.ok(Object.isFrozen(part))
    parts.push(...Object.values(part))
  }
  assert.ok(parts.length > 60)
  assert.deepEqual(structuredClone(config), config)
})

test('one configuration does not change the next', () => {
  configOf('-S', '127.0.0.1,7100', '-U', '177:077', '-l', 'puredb:/x')
  assert.deepEqual(configOf(), configOf())
  assert.deepEqual(configOf().umask, { files: 0o133, directories: 0o022 })
})
