import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { dirname } from 'node:path'
import { test } from 'node:test'
import { VERSION } from '../../lib/programs/version.ts'
import { endForeign, greeting, Program, Scratch } from './program.ts'

/** What every server of these specs is started with. */
const plain = (scratch: Scratch): string[] => ['-S', '127.0.0.1,0', '-g', scratch.file('pid')]

/** A port that something listens on for the length of a test, or that was free a moment ago. */
async function port(taken: boolean): Promise<{ port: number } & AsyncDisposable> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = async (): Promise<void> => {
    if (!server.listening) return
    server.close()
    await once(server, 'close')
  }
  if (!taken) await close()
  const number = taken ? (server.address() as AddressInfo).port : 0
  return { port: number, [Symbol.asyncDispose]: close }
}

async function freePort(): Promise<number> {
  await using taken = await port(true)
  return taken.port
}

test('a server in the foreground greets, logs, writes its pid, and ends with 0 on TERM', async () => {
  using scratch = new Scratch()
  await using server = new Program('pure-ftpd', plain(scratch))
  assert.match(await greeting(await server.port()), /^220-/)
  assert.equal(readFileSync(scratch.file('pid'), 'latin1'), `${server.pid}\n`)
  await server.logged(/^Authentication: /)
  assert.equal(await server.stop(), 0)
  assert.equal(existsSync(scratch.file('pid')), false)
  assert.equal(server.err, '')
})

const onLinux = process.platform === 'linux' ? false : 'reads /proc'

test('killall finds pure-ftpd, ps shows pure-ftpd (SERVER)', { skip: onLinux }, async () => {
  using scratch = new Scratch()
  await using server = new Program('pure-ftpd', plain(scratch))
  await server.port()
  // killall and pidof compare the name in /proc/PID/comm.
  const named = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && nameOf(pid) === 'pure-ftpd')
  assert.ok(named.includes(String(server.pid)))
  const { stdout } = spawnSync('ps', ['-o', 'args=', '-p', String(server.pid)], { encoding: 'utf8' })
  assert.equal(stdout.trim(), 'pure-ftpd (SERVER)')
})

function nameOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'latin1').trim()
  } catch {
    return '' // ended meanwhile
  }
}

test('a busy port is status 1 and one line that names the flag; nobody loses a pid file (quirks 9 and 10)', async () => {
  using scratch = new Scratch()
  await using busy = await port(true)
  writeFileSync(scratch.file('pid'), '1\n')
  const args = ['-S', `127.0.0.1,${busy.port}`, '-g', scratch.file('pid')]
  for (const flags of [args, ['-B', ...args]]) {
    await using server = new Program('pure-ftpd', flags)
    assert.equal(await server.status(), 1)
    assert.equal(
      server.err,
      `pure-ftpd: Unable to start a standalone server: Address already in use ` +
        `(-S 127.0.0.1,${busy.port}: 127.0.0.1:${busy.port}): another program listens on port ${busy.port}: ` +
        `stop it, or choose another port with -S\n`,
    )
    assert.equal(readFileSync(scratch.file('pid'), 'latin1'), '1\n')
  }
})

test('a wrong flag is told on standard error, status 252; descriptor 0 is left alone (quirk 11)', async () => {
  using scratch = new Scratch()
  const input = scratch.file('stdin')
  writeFileSync(input, '')
  for (const flags of [
    ['-c', '0'],
    ['-B', '-c', '0'],
  ]) {
    const stdin = openSync(input, 'r+')
    try {
      await using server = new Program('pure-ftpd', flags, { stdin })
      assert.equal(await server.status(), 252)
      assert.match(server.err, /^pure-ftpd: -c.*Configuration error: Illegal user limit: 0.*\n$/)
      assert.equal(server.out, '')
      assert.equal(readFileSync(input, 'latin1'), '')
    } finally {
      closeSync(stdin)
    }
  }
})

test('-B returns when the server listens; the pid file holds the daemon, which leads its own session', {
  skip: onLinux,
}, async () => {
  using scratch = new Scratch()
  const listening = await freePort()
  await using caller = new Program('pure-ftpd', ['-B', '-S', `127.0.0.1,${listening}`, '-g', scratch.file('pid')])
  assert.equal(await caller.status(), 0)
  assert.equal(`${caller.out}${caller.err}`, '')
  const [pid = ''] = readFileSync(scratch.file('pid'), 'latin1').split('\n')
  try {
    assert.match(await greeting(listening), /^220-/)
    assert.equal(nameOf(pid), 'pure-ftpd')
    assert.equal(readlinkSync(`/proc/${pid}/cwd`), '/')
    // proc(5): pid (comm) state ppid pgrp session
    const [, , , session] = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /, '')
      .split(' ')
    assert.equal(session, pid)
  } finally {
    await endForeign(Number(pid))
  }
  assert.equal(existsSync(scratch.file('pid')), false)
})

test('a pid file that cannot be written is a warning, not an end', async () => {
  using scratch = new Scratch()
  await using server = new Program('pure-ftpd', ['-S', '127.0.0.1,0', '-g', scratch.file('missing/pid')])
  const { level } = await server.logged(/^Unable to write the pid file .*; choose another path with -g$/)
  assert.equal(level, 'warning')
  assert.match(await greeting(await server.port()), /^220-/)
  assert.equal(await server.stop(), 0)
})

test('HUP leaves the server running (quirk 37)', async () => {
  using scratch = new Scratch()
  await using server = new Program('pure-ftpd', plain(scratch))
  const listening = await server.port()
  server.child.kill('SIGHUP')
  await server.logged(/^SIGHUP: /)
  assert.match(await greeting(listening), /^220-/)
})

test('-h prints the help', async () => {
  await using program = new Program('pure-ftpd', ['-h'])
  assert.equal(await program.status(), 0)
  assert.match(program.out, /^-0\t--notruncate\t$/m)
  assert.equal(program.err, '')
})

test('the version is that of package.json', () => {
  let directory = dirname(new URL(import.meta.url).pathname)
  while (!existsSync(`${directory}/package.json`)) directory = dirname(directory)
  const { version } = JSON.parse(readFileSync(`${directory}/package.json`, 'utf8')) as { version: string }
  assert.equal(VERSION, version)
})
