import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startServer } from '../support/start-server.ts'

test('SIGTERM lets a running transfer finish, ends sessions with 421, and the server with status 0', async () => {
  const big = Buffer.alloc(24 * 1024 * 1024, 'x')
  await using server = await startServer({ home: { big } })
  const [busy, idle] = [await server.login(), await server.login()]
  using data = await busy.passive()
  data.socket.pause()
  assert.match(await busy.send('RETR big'), /^150/)
  server.signal('SIGTERM')
  assert.match((await idle.expectClosed()).join('\n'), /^421 /)
  assert.ok((await data.readAll()).equals(big))
  assert.match((await busy.expectClosed()).join('\n'), /^226-File successfully transferred\n226 .*\n421 /)
  assert.equal(await server.ended(), 0)
})
