import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { test } from 'node:test'
import { eventually } from '../support/bounded.ts'
import { startServer } from '../support/start-server.ts'
import type { TestServer } from '../support/test-server.ts'

/** What everybody else must be able to do at any moment. */
async function othersAreServed(server: TestServer): Promise<void> {
  const other = await server.login()
  assert.equal(await other.send('NOOP'), '200 Zzz...')
  assert.equal((await other.download('a')).toString(), 'hello')
  await other.quit()
}

const rawConnection = async (server: TestServer): Promise<Socket> => {
  const socket = connect(server.port, server.host)
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return socket
}

test('clients that send nothing, half a line, or never read keep nobody else out', async () => {
  await using server = await startServer({ argv: ['-c', '200'], home: { a: 'hello' } })
  const idle = await Promise.all(Array.from({ length: 60 }, () => rawConnection(server)))
  idle.forEach((socket, n) => {
    if (n % 3 === 0) socket.write('USER jo')
    if (n % 3 === 1) socket.write('USER joe\r\nPASS')
  })
  const deaf = await rawConnection(server)
  deaf.pause()
  deaf.write('HELP\r\n'.repeat(5000))
  await othersAreServed(server)
  for (const socket of [...idle, deaf]) socket.destroy()
})

test('a client that never reads its replies is given up, and holds no memory meanwhile', async () => {
  await using server = await startServer({ argv: ['-c', '200'], home: { a: 'hello' } })
  const deaf = await rawConnection(server)
  deaf.pause()
  // Each FEAT is answered with ten times its length: at some point nothing more fits anywhere.
  const flood = 'FEAT\r\n'.repeat(10_000)
  for (let i = 0; i < 200 && !deaf.closed; i++) {
    const drained = once(deaf, 'drain').catch(() => undefined)
    if (!deaf.write(flood)) await Promise.race([drained, eventually(() => deaf.closed, 500)])
  }
  await othersAreServed(server)
  deaf.destroy()
})

test('a command that comes one byte at a time is a command', async () => {
  await using server = await startServer({ home: { a: 'hello' } })
  const client = await server.login()
  for (const byte of 'NOOP\r\n') {
    client.write(byte)
    await eventually(() => false, 5)
  }
  assert.equal(await client.reply(), '200 Zzz...')
})

test('pipelined commands are answered in order, one reply each', async () => {
  await using server = await startServer({ home: { a: 'hello' } })
  const client = await server.login()
  client.write('NOOP\r\nSYST\r\nPWD\nTYPE I\r\nXYZZY\r\n\r\n!\r\nNOOP\r\n'.repeat(40))
  for (let i = 0; i < 40; i++) {
    for (const code of ['200', '215', '257', '200', '500', '500', '200']) {
      assert.equal((await client.reply()).slice(0, 3), code)
    }
  }
})

test('a line over 4112 bytes ends the session, and no other', async () => {
  await using server = await startServer({ home: { a: 'hello' } })
  const client = await server.login()
  client.write('x'.repeat(5000))
  assert.deepEqual(await client.expectClosed(), ['421 Line too long'])
  await othersAreServed(server)
})

test('a thousand half-open logins: others are still served', async () => {
  await using server = await startServer({ argv: ['-c', '1200'], home: { a: 'hello' } })
  const sockets = await Promise.all(Array.from({ length: 1000 }, () => rawConnection(server)))
  for (const socket of sockets) socket.write('USER joe\r\n')
  await othersAreServed(server)
  for (const socket of sockets) socket.destroy()
})

test('without descriptors left the server goes on once there are some again (EMFILE)', async () => {
  await using server = await startServer({ argv: ['-c', '500'], home: { a: 'hello' } })
  const client = await server.login()
  const open = Number(execFileSync('sh', ['-c', `ls /proc/${server.pid}/fd | wc -l`]).toString())
  execFileSync('prlimit', ['--pid', String(server.pid), `--nofile=${open + 6}:`])
  const sockets = Array.from({ length: 30 }, () => {
    const socket = connect(server.port, server.host)
    socket.on('error', () => undefined)
    return socket
  })
  // Whatever happens to those, the session that was there goes on.
  assert.equal(await client.send('NOOP'), '200 Zzz...')
  const { reply } = await client.transfer('RETR a').catch((error: unknown) => ({ reply: String(error) }))
  assert.match(reply, /^(150|425|550) |^AssertionError/)
  for (const socket of sockets) socket.destroy()
  execFileSync('prlimit', ['--pid', String(server.pid), '--nofile=4096:'])
  assert.ok(
    await eventually(
      () => Number(execFileSync('sh', ['-c', `ls /proc/${server.pid}/fd | wc -l`]).toString()) <= open + 2,
    ),
  )
  await othersAreServed(server)
})

test('ten passive ports serve fifty sessions: a port is taken from PASV to the connection only', async () => {
  await using server = await startServer({ argv: ['-p', '41000:41009', '-c', '60'], home: { a: 'hello' } })
  await server.waitForLog(/-c 60/)
  const clients = await Promise.all(Array.from({ length: 50 }, () => server.login()))
  for (const client of clients) assert.equal((await client.download('a')).toString(), 'hello')
  const holding = await Promise.all(clients.slice(0, 10).map((client) => client.passivePort()))
  assert.deepEqual(
    holding.toSorted((a, b) => a - b),
    Array.from({ length: 10 }, (_, i) => 41000 + i),
  )
  const late = clients[10]
  assert.equal(await late?.send('PASV'), '425 All reserved TCP ports are busy')
  // A session that ends gives its port back.
  await clients[0]?.quit()
  for (let tries = 0; ; tries++) {
    if ((await late?.send('PASV'))?.startsWith('227')) break
    assert.ok(tries < 100, 'the port did not come back')
    await eventually(() => false, 20)
  }
})
