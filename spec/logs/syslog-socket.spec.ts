import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { openKernel } from '../../lib/kernel/open-kernel.ts'
import { serverEvent } from '../../lib/logs/log.ts'
import { createSyslog } from '../../lib/logs/syslog.ts'
import { Scratch } from '../programs/program.ts'

/** Node has no Unix datagram sockets: prints each datagram as a line, after a line that says it is bound. */
const RECEIVER = `
import os, socket, sys
path, limit = sys.argv[1], int(sys.argv[2])
if os.path.exists(path): os.unlink(path)
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
s.bind(path)
print("bound", flush=True)
for _ in range(limit): print(repr(s.recv(65536)), flush=True)
sys.stdin.read()
while limit == 0: print(repr(s.recv(65536)), flush=True)
`

const config = { syslogfacility: 'ftp', logpid: false }
const kernel = openKernel()
const missing =
  spawnSync('python3', ['--version']).status !== 0
    ? 'needs python3'
    : kernel.name === 'portable' && 'the portable kernel has no syslog socket'

/** A syslog daemon that takes `limit` records and then stands still; with 0, it reads once its input is closed. */
class Daemon implements AsyncDisposable {
  readonly #child: ChildProcess
  readonly #lines: AsyncIterator<string>

  constructor(path: string, limit: number) {
    this.#child = spawn('python3', ['-c', RECEIVER, path, String(limit)], { stdio: ['pipe', 'pipe', 'inherit'] })
    this.#lines = this.#read()
  }

  async *#read(): AsyncGenerator<string> {
    let rest = ''
    for await (const chunk of this.#child.stdout ?? []) {
      const lines = (rest + String(chunk)).split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
  }

  async line(): Promise<string> {
    const { value, done } = await this.#lines.next()
    return done ? assert.fail('the receiver ended') : value
  }

  goOn(): void {
    this.#child.stdin?.end()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    this.#child.kill('SIGKILL')
    await once(this.#child, 'exit')
  }
}

test('a daemon receives the record as one datagram, without a line end', { skip: missing }, async () => {
  using scratch = new Scratch()
  const path = scratch.file('log')
  await using daemon = new Daemon(path, 1)
  assert.equal(await daemon.line(), 'bound')
  createSyslog(config, kernel.process, path)?.write(serverEvent('info', 'caf\xe9'))
  assert.match(
    await daemon.line(),
    /^b'<94>[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d pure-ftpd: \(\?@\?\) \[INFO\] caf\\xe9'$/,
  )
})

test('a daemon that was restarted is found again', { skip: missing }, async (t) => {
  using scratch = new Scratch()
  const path = scratch.file('log')
  let now = 0
  t.mock.method(performance, 'now', () => now)
  const syslog = createSyslog(config, kernel.process, path)
  for (const text of ['first', 'second']) {
    await using daemon = new Daemon(path, 1)
    assert.equal(await daemon.line(), 'bound')
    now += 2000
    syslog?.write(serverEvent('info', text))
    assert.ok((await daemon.line()).endsWith(`${text}'`))
  }
})

test('a daemon that does not read never blocks us, and is told what it missed', { skip: missing }, async (t) => {
  using scratch = new Scratch()
  const path = scratch.file('log')
  let now = 0
  t.mock.method(performance, 'now', () => now)
  await using daemon = new Daemon(path, 0)
  assert.equal(await daemon.line(), 'bound')
  const syslog = createSyslog(config, kernel.process, path)
  // More than net.unix.max_dgram_qlen and any socket buffer hold.
  const sent = 5000
  for (let i = 0; i < sent; i++) syslog?.write(serverEvent('info', 'x'.repeat(200)))
  daemon.goOn()
  let taken = 0
  for (;;) {
    // The queue empties while the daemon reads: until there is room, lines go on being lost.
    now += 2000
    syslog?.write(serverEvent('info', 'last'))
    taken++
    const line = await daemon.line()
    const lost = /\[WARNING\] (\d+) log lines were lost/.exec(line)?.[1]
    if (lost === undefined) continue
    assert.ok(Number(lost) > 1000, line)
    break
  }
  assert.ok(taken < sent)
})
