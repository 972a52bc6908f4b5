import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'

/** A process that does nothing but obey signals; `stop` takes as long as the script says. */
const SERVER = (stop: string): string => `
  const { untilStopped } = await import(${JSON.stringify(new URL('../../lib/server/signals.js', import.meta.url).href)})
  const say = (text) => process.stdout.write(text + '\\n')
  const alive = setInterval(() => {}, 1000)
  const stopped = untilStopped({ stop: async (grace) => { say('stop ' + grace); ${stop} } }, { write: ({ text }) => say(text) })
  say('ready')
  await stopped
  clearInterval(alive)`

class Server implements AsyncDisposable {
  readonly #child: ChildProcess
  readonly #lines: AsyncIterator<string>

  constructor(script: string) {
    this.#child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    this.#lines = this.#read()
  }

  get pid(): number {
    return this.#child.pid ?? assert.fail('not started')
  }

  async *#read(): AsyncGenerator<string> {
    let rest = ''
    for await (const chunk of this.#child.stdout ?? []) {
      const lines = (rest + String(chunk)).split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
  }

  async line(): Promise<string | undefined> {
    const { value, done } = await this.#lines.next()
    return done ? undefined : value
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal)
  }

  async status(): Promise<number | string | null> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'exit')
    return this.#child.exitCode ?? this.#child.signalCode
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.status()
  }
}

for (const signal of ['SIGTERM', 'SIGINT', 'SIGQUIT'] as const) {
  test(`${signal} stops the server after its grace period, status 0`, async () => {
    await using server = new Server(SERVER(''))
    assert.equal(await server.line(), 'ready')
    server.kill(signal)
    assert.match((await server.line()) ?? '', new RegExp(`^${signal}: stopping, running transfers have 10 seconds`))
    assert.equal(await server.line(), 'stop 10')
    assert.equal(await server.line(), 'Stopped')
    assert.equal(await server.status(), 0)
  })
}

test('a second signal ends the wait', { timeout: 20_000 }, async () => {
  await using server = new Server(SERVER('if (grace > 0) await new Promise(() => {})'))
  assert.equal(await server.line(), 'ready')
  server.kill('SIGTERM')
  await server.line()
  assert.equal(await server.line(), 'stop 10')
  server.kill('SIGINT')
  assert.equal(await server.line(), 'stop 0')
  assert.equal(await server.status(), 0)
})

test('HUP is noted, and neither it nor the signals the reference ignores end the server (quirk 37)', async () => {
  await using server = new Server(SERVER(''))
  assert.equal(await server.line(), 'ready')
  for (const signal of ['SIGUSR1', 'SIGUSR2', 'SIGALRM', 'SIGPIPE', 'SIGHUP'] as const) server.kill(signal)
  assert.match((await server.line()) ?? '', /^SIGHUP: /)
  server.kill('SIGTERM')
  assert.match((await server.line()) ?? '', /^SIGTERM: /)
})
