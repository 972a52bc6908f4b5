import assert from 'node:assert/strict'
import { test } from 'node:test'
import { err, ok } from '../../lib/core/result.ts'
import { kernelError } from '../../lib/kernel/errno.ts'
import type { ProcessCalls } from '../../lib/kernel/kernel.ts'
import type { LogEvent } from '../../lib/logs/event.ts'
import { createSyslog, syslogRecord, syslogTime } from '../../lib/logs/syslog.ts'

const event = (text: string, more: Partial<LogEvent> = {}): LogEvent => ({
  level: 'info',
  text,
  user: '?',
  host: '?',
  at: new Date(2026, 10, 2, 9, 5, 7).getTime(),
  ...more,
})

/** A syslog daemon whose queue can be full and which can go away. */
class Daemon {
  readonly records: string[] = []
  state: 'listening' | 'full' | 'gone' = 'listening'
  /** Sockets opened before a restart stay dead. */
  generation = 0
  opened = 0

  readonly calls: ProcessCalls = {
    setName: () => {},
    umask: () => {},
    raiseFileLimit: () => 1024,
    hasIpv6: () => true,
    openSyslog: () => {
      this.opened++
      if (this.state === 'gone') return err(kernelError('ENOENT'))
      const mine = this.generation
      return ok({
        send: (record) => {
          const taken = this.state === 'listening' && mine === this.generation
          if (taken) this.records.push(Buffer.from(record).toString('latin1'))
          return taken
        },
        [Symbol.dispose]: () => {},
      })
    },
  }
}

test('a record is what the C library would send (logs.md §2)', () => {
  const at = new Date(2026, 10, 22, 11, 12, 42).getTime()
  const failed = event('Authentication failed for user [joe]', { level: 'warning', host: '127.0.0.1', at })
  assert.equal(
    syslogRecord(failed, 11 << 3, undefined),
    '<92>Nov 22 11:12:42 pure-ftpd: (?@127.0.0.1) [WARNING] Authentication failed for user [joe]',
  )
  const logout = event('Logout.', { user: 'joe', host: '::1', at })
  assert.equal(syslogRecord(logout, 19 << 3, 1471), '<158>Nov 22 11:12:42 pure-ftpd[1471]: (joe@::1) [INFO] Logout.')
})

test('the day is padded with a blank, everything else with noughts (RFC 3164 §4.1.2)', () => {
  assert.equal(syslogTime(new Date(2026, 10, 2, 9, 5, 7).getTime()), 'Nov  2 09:05:07')
})

test('facilities have the numbers of syslog.h, in any case; an unknown one is ftp', () => {
  const table: readonly (readonly [string, number])[] = [
    ['kern', 6],
    ['security', 38],
    ['auth', 38],
    ['cron', 78],
    ['ftp', 94],
    ['LOCAL3', 158],
    ['local7', 190],
    ['mark', 198],
    ['nosuch', 94],
  ]
  for (const [syslogfacility, priority] of table) {
    const daemon = new Daemon()
    createSyslog({ syslogfacility, logpid: false }, daemon.calls)?.write(event('x'))
    assert.match(daemon.records[0] ?? '', new RegExp(`^<${priority}>`), syslogfacility)
  }
})

test('-f none makes no sink', () => {
  assert.equal(createSyslog({ syslogfacility: 'none', logpid: false }, new Daemon().calls), undefined)
})

test('texts go out byte by byte, whatever their encoding', () => {
  const daemon = new Daemon()
  createSyslog({ syslogfacility: 'ftp', logpid: false }, daemon.calls)?.write(event('\xe9 \xc3\xa9'))
  assert.ok(daemon.records[0]?.endsWith('[INFO] \xe9 \xc3\xa9'))
})

test('-1 adds the process id', () => {
  const daemon = new Daemon()
  createSyslog({ syslogfacility: 'ftp', logpid: true }, daemon.calls)?.write(event('x'))
  assert.ok(daemon.records[0]?.includes(` pure-ftpd[${process.pid}]: (`))
})

test('a restarted daemon gets the line that found the old socket dead', (t) => {
  let now = 0
  t.mock.method(performance, 'now', () => now)
  const daemon = new Daemon()
  const sink = createSyslog({ syslogfacility: 'ftp', logpid: false }, daemon.calls)
  sink?.write(event('before'))
  daemon.generation++
  now += 5000
  sink?.write(event('after'))
  assert.deepEqual(
    daemon.records.map((record) => record.slice(record.indexOf(']') + 2)),
    ['before', 'after'],
  )
})

test('lines that a full daemon did not take are counted and reported once', (t) => {
  let now = 0
  t.mock.method(performance, 'now', () => now)
  const daemon = new Daemon()
  const sink = createSyslog({ syslogfacility: 'ftp', logpid: false }, daemon.calls)
  sink?.write(event('taken'))
  daemon.state = 'full'
  for (let i = 0; i < 3; i++) sink?.write(event('lost'))
  daemon.state = 'listening'
  now += 5000
  sink?.write(event('taken again'))
  sink?.write(event('and again'))
  assert.deepEqual(
    daemon.records.map((record) => record.slice(record.indexOf('[') - 6)),
    [
      '(?@?) [INFO] taken',
      '(?@?) [WARNING] 3 log lines were lost: syslog did not take them',
      '(?@?) [INFO] taken again',
      '(?@?) [INFO] and again',
    ],
  )
})

test('a missing daemon is looked for once a second, not once a line', (t) => {
  let now = 0
  t.mock.method(performance, 'now', () => now)
  const daemon = new Daemon()
  daemon.state = 'gone'
  const sink = createSyslog({ syslogfacility: 'ftp', logpid: false }, daemon.calls)
  for (let i = 0; i < 100; i++) sink?.write(event('x'))
  assert.equal(daemon.opened, 1)
  now = 1000
  sink?.write(event('x'))
  assert.equal(daemon.opened, 2)
})

test("the failed login is what intrusion detectors look for (fail2ban's pure-ftpd filter)", () => {
  // The shape that filter asks for, in our own words: ident, (anything@host), tag, English text, nothing after.
  const wanted = /pure-ftpd(?:\[\d+\])?: \(.+?@(?<host>\S+)\) \[WARNING\] Authentication failed for user \[.*\]$/
  for (const host of ['192.0.2.7', '2001:db8::7', 'client.example.net']) {
    for (const pid of [undefined, 1471]) {
      const record = syslogRecord(
        event('Authentication failed for user [no such]user]', { level: 'warning', host }),
        88,
        pid,
      )
      assert.equal(wanted.exec(record)?.groups?.['host'], host)
    }
  }
})
