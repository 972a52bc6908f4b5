import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { test } from 'node:test'
import { stripVTControlCharacters } from 'node:util'
import { ConsoleSink } from '../../lib/logs/console.ts'
import type { LogEvent } from '../../lib/logs/event.ts'

const event = (more: Partial<LogEvent> = {}): LogEvent => ({
  level: 'notice',
  text: 'hello',
  user: 'joe',
  host: '192.0.2.1',
  at: Date.UTC(2026, 10, 22, 11, 12, 42, 5),
  ...more,
})

/** What a sink writes to a file that stands for standard output. */
function written(options: { terminal: boolean; pid?: number }, ...events: readonly LogEvent[]): string {
  const directory = mkdtempSync(join(tmpdir(), 'pure-ftpd-console-'))
  const path = join(directory, 'out')
  const fd = openSync(path, 'w')
  try {
    const sink = new ConsoleSink({ terminal: options.terminal, pid: options.pid, fd })
    for (const one of events) sink.write(one)
    sink.flush()
    return readFileSync(path, 'utf8')
  } finally {
    closeSync(fd)
    rmSync(directory, { recursive: true })
  }
}

test('without a terminal each event is one line of JSON', () => {
  assert.deepEqual(JSON.parse(written({ terminal: false }, event())), {
    level: 'notice',
    time: '2026-11-22T11:12:42.005Z',
    user: 'joe',
    host: '192.0.2.1',
    msg: 'hello',
  })
})

test('byte strings become UTF-8 text', () => {
  const line = written({ terminal: false }, event({ text: '/\xc3\xa9t\xc3\xa9/\xe9' }))
  assert.equal((JSON.parse(line) as { msg: string }).msg, '/été/\ufffd')
})

test('every level has its name in the line, and the pid is there when asked for', () => {
  const levels = ['error', 'warning', 'notice', 'info', 'debug'] as const
  const lines = written({ terminal: false, pid: 7 }, ...levels.map((level) => event({ level })))
  const parsed = lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { level: string; pid: number })
  assert.deepEqual(
    parsed.map(({ level }) => level),
    levels,
  )
  assert.deepEqual(
    parsed.map(({ pid }) => pid),
    [7, 7, 7, 7, 7],
  )
})

test('on a terminal the line is for people', () => {
  const line = stripVTControlCharacters(written({ terminal: true }, event({ level: 'warning' })))
  assert.match(line, /^\[\d\d:\d\d:\d\d\] WARNING: \(joe@192\.0\.2\.1\) hello\n$/)
})

/** A program whose standard output is a pipe and which logs `count` lines at once, then says how long it took. */
const FLOOD = (count: number): string => `
  import { ConsoleSink } from ${JSON.stringify(new URL('../../lib/logs/console.js', import.meta.url).href)}
  const sink = new ConsoleSink({ terminal: false, pid: undefined })
  const event = { level: 'info', text: 'x'.repeat(200), user: 'joe', host: '::1', at: 0 }
  sink.write(event)
  const start = performance.now()
  for (let i = 1; i < ${count}; i++) sink.write(event)
  sink.flush()
  process.stderr.write(String(Math.round(performance.now() - start)))
`

/**
 * A program that floods its standard output, which nobody reads until `goOn`: a socket, as Node gives its children, or
 * a pipe, as shells do. `script` follows the flood. Ended with the test, even if it hangs.
 */
class Flood implements AsyncDisposable {
  readonly child: ChildProcess & { readonly stdout: Readable; readonly stderr: Readable }
  readonly #gate: Writable | undefined

  constructor(through: 'socket' | 'pipe', script = '') {
    const node = [process.execPath, '--input-type=module', '-e', `${FLOOD(20_000)}; ${script}`]
    const piped = ['sh', '-c', '"$0" "$@" | { read -r go <&3; cat; }', ...node]
    const [command = '', ...args] = through === 'pipe' ? piped : node
    // Detached: the whole pipeline can be ended through its process group.
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe', through === 'pipe' ? 'pipe' : 'ignore'],
      detached: true,
    })
    assert.ok(child.stdout && child.stderr)
    this.child = Object.assign(child, { stdout: child.stdout.pause(), stderr: child.stderr })
    this.#gate = child.stdio[3] as Writable | undefined
  }

  goOn(): void {
    this.#gate?.end('\n')
    this.child.stdout.resume()
  }

  /** Milliseconds the flood took; a writer that waits for its reader never gets there. */
  async took(): Promise<number> {
    const [text] = (await once(this.child.stderr, 'data', { signal: AbortSignal.timeout(20_000) })) as [Buffer]
    return Number(text)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return
    if (this.child.pid !== undefined) process.kill(-this.child.pid, 'SIGKILL')
    await once(this.child, 'exit')
  }
}

for (const through of ['pipe', 'socket'] as const) {
  test(`a reader that stopped reading does not stop the server (${through})`, async () => {
    await using flood = new Flood(through)
    assert.ok((await flood.took()) < 5000)
    flood.goOn()
    await once(flood.child, 'exit')
    assert.equal(flood.child.exitCode, 0)
  })
}

test('a slow reader gets whole lines, and is told how many are missing', { timeout: 20_000 }, async () => {
  await using flood = new Flood(
    'socket',
    `
    const again = setInterval(() => sink.write(event), 5)
    process.on('SIGTERM', () => clearInterval(again))`,
  )
  await flood.took()
  flood.goOn()
  let text = ''
  for await (const chunk of flood.child.stdout.setEncoding('utf8')) {
    text += chunk as string
    if (text.includes('lines were lost')) flood.child.kill('SIGTERM')
  }
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { msg: string })
  const lost = lines.map(({ msg }) => /^(\d+) log lines were lost/.exec(msg)?.[1]).find((count) => count !== undefined)
  assert.ok(Number(lost) > 1000, `${lost} lines lost`)
})

test('a closed standard output does not end the server', () => {
  const script = `${FLOOD(1000)}; process.exitCode = 3`
  const command = `${JSON.stringify(process.execPath)} --input-type=module -e "$SCRIPT"; echo $? >&2`
  const through = (redirection: string): string =>
    spawnSync('sh', ['-c', `{ ${command}; } ${redirection}`], {
      env: { ...process.env, SCRIPT: script },
      encoding: 'utf8',
    }).stderr
  assert.match(through('>&-'), /3\n$/)
  assert.match(through('| true'), /3\n$/)
})
