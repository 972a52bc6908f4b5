import assert from 'node:assert/strict'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { test } from 'node:test'
import type { MessagePort } from 'node:worker_threads'
import type { Credential, Verdict } from '../../lib/auth/backend.ts'
import { compileFlags } from '../../lib/config/compile-flags.ts'
import type { RuntimeConfig } from '../../lib/config/runtime-config.ts'
import { BUSY, UNAVAILABLE } from '../../lib/reactors/auth-messages.ts'
import { type AuthOptions, type AuthThread, connectAuth, startAuth } from '../../lib/reactors/auth-thread.ts'
import { credential } from '../auth/support.ts'
import { fixture } from '../puredb/fixtures.ts'

function configOf(...argv: readonly string[]): RuntimeConfig {
  const compiled = compileFlags(argv)
  return compiled.ok && compiled.value.kind === 'serve' ? compiled.value.config : assert.fail(argv.join(' '))
}
const withUsersOf = (file: string): RuntimeConfig => configOf('-l', `puredb:${fixture(file)}`)

/** A running auth thread and one port to it. */
class Bench implements AsyncDisposable {
  readonly warnings: string[] = []
  readonly auth: AuthThread
  readonly check: (credential: Credential) => Promise<Verdict>
  readonly #port: MessagePort

  constructor(config: RuntimeConfig, options: Partial<AuthOptions> = {}) {
    this.auth = startAuth(config, { warn: (text) => this.warnings.push(text), ...options })
    this.#port = this.auth.connect()
    this.check = connectAuth(this.#port)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#port.close()
    await this.auth.stop()
  }
}

/** A worker in place of ours: it refuses, except that it never answers `silence` and dies of `crash`. */
const STAND_IN = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from 'node:worker_threads'
    parentPort.on('message', ({ id, credential: { user } }) => {
      if (user === 'crash') throw new Error('a bug')
      if (user !== 'silence') parentPort.postMessage({ kind: 'verdict', id, verdict: { kind: 'refused', why: user } })
    })
    parentPort.postMessage({ kind: 'ready' })`)}`,
)
const broken = (reply: string): Verdict => ({ kind: 'broken', reply })
const refused = (why: string): Verdict => ({ kind: 'refused', why })

test('verdicts of the chain come over a port', async () => {
  await using bench = new Bench(withUsersOf('tiny.pdb'))
  const verdict = await bench.check(credential('alice'))
  assert.equal(verdict.kind === 'accepted' && verdict.account.home, '/home/alice/./')
  assert.deepEqual(await bench.check(credential('alice', 'wrong')), refused('wrong password'))
  assert.equal((await bench.check(credential('carol'))).kind, 'unknown')
})

test('answers find their questions, on many ports at once', async () => {
  await using bench = new Bench(configOf(), { entry: STAND_IN, limits: { concurrency: 3, waiting: 1000 } })
  const ports = Array.from({ length: 8 }, () => bench.auth.connect())
  const asked = ports.flatMap((port, at) => {
    const check = connectAuth(port)
    return Array.from({ length: 40 }, async (_, i) => {
      assert.deepEqual(await check(credential(`${at}-${i}`)), refused(`${at}-${i}`))
    })
  })
  await Promise.all(asked)
  ports.forEach((port) => port.close())
})

test('200 checks at once do not hold up the loop that asks', async (t) => {
  await using bench = new Bench(withUsersOf('hashes.pdb'))
  await bench.check(credential('sha512', 'first'))
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const start = performance.now()
  const checks = Array.from({ length: 200 }, (_, i) => bench.check(credential('sha512', `wrong ${i}`)))
  const verdicts = await Promise.all(checks)
  const took = performance.now() - start
  delay.disable()
  assert.ok(verdicts.every(({ kind }) => kind === 'refused'))
  const [median, worst] = [delay.percentile(50) / 1e6, delay.max / 1e6]
  t.diagnostic(`200 checks in ${took.toFixed()} ms; delay median ${median.toFixed(1)} ms, worst ${worst.toFixed(1)} ms`)
  // On the loop itself the worst delay would be all of it.
  assert.ok(worst < took / 4)
})

test('hashes off the thread: argon2 keeps others from waiting, and no more run than the limit allows', async () => {
  await using bench = new Bench(withUsersOf('hashes.pdb'), { limits: { concurrency: 2, waiting: 100 } })
  const slow = bench.check(credential('argon2id_64m', 'wrong'))
  assert.equal((await bench.check(credential('nt'))).kind, 'accepted')
  assert.equal((await slow).kind, 'refused')
})

test('the queue is bounded: who comes too late is told so at once', async () => {
  const bench = new Bench(configOf(), { entry: STAND_IN, limits: { concurrency: 2, waiting: 3 } })
  const pending = Array.from({ length: 5 }, () => bench.check(credential('silence')))
  assert.deepEqual(await bench.check(credential('late')), broken(BUSY))
  await bench.auth.stop()
  assert.deepEqual(await Promise.all(pending), Array(5).fill(broken(UNAVAILABLE)))
  await bench[Symbol.asyncDispose]()
})

test('a crash answers what was under way, and the next thread answers the rest', async () => {
  await using bench = new Bench(configOf(), { entry: STAND_IN, limits: { concurrency: 2, waiting: 100 } })
  assert.deepEqual(await bench.check(credential('before')), refused('before'))
  const users = ['silence', 'crash', 'waits', 'waits too']
  const verdicts = await Promise.all(users.map((user) => bench.check(credential(user))))
  const lost = broken(UNAVAILABLE)
  assert.deepEqual(verdicts, [lost, lost, refused('waits'), refused('waits too')])
  assert.equal(bench.warnings.length, 1)
  assert.match(bench.warnings[0] ?? '', /^The auth thread has ended unexpectedly; another one takes its place: .*a bug/)
})

test('a thread that cannot start fails each login, not the server, and is not started in a loop', async () => {
  await using bench = new Bench(configOf(), { entry: new URL('./no-such-worker.js', import.meta.url) })
  assert.deepEqual(await bench.check(credential('joe')), broken(UNAVAILABLE))
  assert.deepEqual(await bench.check(credential('joe')), broken(UNAVAILABLE))
  assert.equal(bench.warnings.length, 2)
  assert.deepEqual(await bench.auth.describe(), [])
})

test('the start-up log gets a line for each back end, and warnings of what is not usable', async () => {
  const [good, missing] = [fixture('users1000.pdb'), fixture('none.pdb')]
  await using bench = new Bench(configOf('-l', `puredb:${good}`, '-l', `puredb:${missing}`, '-l', 'unix'))
  const lines = await bench.auth.describe()
  assert.deepEqual(lines, [`puredb:${good} (1000 users)`, `puredb:${missing} (unusable)`, 'unix'])
  assert.equal(bench.warnings[0], `puredb: ${missing}: No such file or directory`)
})

test('a session with an unreadable index is told what the reference tells', async () => {
  await using bench = new Bench(withUsersOf('none.pdb'))
  const reply = 'Unable to read the indexed puredb file (or old format detected) - Try pure-pw mkdb'
  assert.deepEqual(await bench.check(credential('joe')), broken(reply))
  assert.deepEqual(bench.warnings, [`puredb: ${fixture('none.pdb')}: No such file or directory`])
})

const handles = (): readonly string[] => process.getActiveResourcesInfo().filter((name) => /Port|Worker/.test(name))

test('stopping leaves nothing, whatever is under way', async () => {
  const before = handles()
  const bench = new Bench(withUsersOf('hashes.pdb'))
  const other = connectAuth(bench.auth.connect())
  await bench.check(credential('nt'))
  const pending = [bench.check(credential('argon2id_64m', 'x')), other(credential('sha512', 'x'))]
  await bench.auth.stop()
  assert.deepEqual(await Promise.all(pending), [broken(UNAVAILABLE), broken(UNAVAILABLE)])
  assert.deepEqual(await bench.check(credential('nt')), broken(UNAVAILABLE))
  assert.deepEqual(await connectAuth(bench.auth.connect())(credential('nt')), broken(UNAVAILABLE))
  assert.deepEqual(handles(), before)
  assert.deepEqual(bench.warnings, [])
})
