import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { findCommand } from '../../lib/commands/index.ts'
import { compileFlags } from '../../lib/config/compile-flags.ts'
import { openKernel } from '../../lib/kernel/open-kernel.ts'
import type { LogEvent } from '../../lib/logs/event.ts'
import { startServer } from '../../lib/server/server.ts'
import { makePureDb } from '../support/make-puredb.ts'
import { RawClient } from '../support/raw-client.ts'

/** A server in this very thread, so that a spec can break a command. */
async function serverHere(portable: boolean) {
  const directory = mkdtempSync(join(tmpdir(), 'pure-ftpd-spec-'))
  chmodSync(directory, 0o777)
  const [uid, gid] = [process.getuid?.() || 2001, process.getgid?.() || 2001]
  writeFileSync(join(directory, 'a'), 'hello')
  writeFileSync(
    join(directory, 'users.pdb'),
    makePureDb([{ name: 'joe', password: 'secret', uid, gid, home: directory, confined: false }]),
  )
  const login = `puredb:${join(directory, 'users.pdb')}`
  const compiled = compileFlags(['-S', '127.0.0.1,0', '--reactors', '0', '-H', '-f', 'none', '-l', login])
  assert.ok(compiled.ok && compiled.value.kind === 'serve')
  const events: LogEvent[] = []
  const started = await startServer(compiled.value.config, openKernel({ portable }), {
    sink: { write: (event) => events.push(event) },
    log: { foreground: false, terminal: false },
  })
  assert.ok(started.ok)
  const server = started.value
  return {
    events,
    server,
    connect: async () => (await RawClient.connect(server.listeners[0]?.port ?? 0)).login('joe', 'secret'),
    async [Symbol.asyncDispose]() {
      await server.stop(1)
      assert.deepEqual(server.usage(), { connections: 0, passivePorts: 0 })
      rmSync(directory, { recursive: true })
    },
  }
}

/** Makes a command throw, at once or later. */
function broken(verb: string, how: 'throws' | 'rejects'): Disposable {
  const command = findCommand(verb)
  assert.ok(command)
  const { execute } = command
  const fail = (): never => {
    throw new Error('injected')
  }
  Object.assign(command, { execute: how === 'throws' ? fail : async () => fail() })
  return { [Symbol.dispose]: () => Object.assign(command, { execute }) }
}

for (const how of ['throws', 'rejects'] as const) {
  test(`a command that ${how} ends its session with 421, is logged with its stack, and harms no other`, async () => {
    await using here = await serverHere(false)
    const [victim, other] = [await here.connect(), await here.connect()]
    await other.passivePort()
    using _ = broken('ALLO', how)
    assert.match(await victim.send('ALLO 1'), /^421 Internal error/)
    await victim.expectClosed()
    assert.equal(await other.send('NOOP'), '200 Zzz...')
    const logged = here.events.find(({ level }) => level === 'error')
    assert.match(logged?.text ?? '', /injected.* at /)
    assert.equal(logged?.user, 'joe')
    await other.quit()
  })
}

test('sessions end with 421 when the server stops, and it leaves nothing open', async () => {
  const here = await serverHere(false)
  const client = await here.connect()
  await client.passivePort()
  assert.equal(here.server.usage().passivePorts, 1)
  const replies = client.expectClosed()
  await here[Symbol.asyncDispose]()
  assert.match((await replies).join('\n'), /^421 /)
})

test('the portable kernel serves the same sessions', async () => {
  await using here = await serverHere(true)
  const client = await here.connect()
  await client.send('CWD /')
  const big = 'x'.repeat(3_000_000)
  const path = `${tmpdir()}/pure-ftpd-portable-${process.pid}`
  await client.upload(path, big)
  assert.equal((await client.download(path)).length, big.length)
  client.mode = 'active'
  assert.equal((await client.download(path)).length, big.length)
  assert.match(await client.list(`LIST ${path}`), /3000000/)
  assert.match(await client.send(`DELE ${path}`), /^250 /)
  await client.quit()
})
