import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { test } from 'node:test'
import { REFERENCE } from './launch.ts'
import { makePureDb } from './make-puredb.ts'
import { RawClient } from './raw-client.ts'
import { startServer } from './start-server.ts'

for (const host of ['127.0.0.1', '::1']) {
  test(`a session on ${host}: listing, transfers both ways, passive and active`, async () => {
    await using server = await startServer({ host, home: { 'a.txt': 'hello', 'sub/': null } })
    const client = await server.login()
    for (const mode of ['passive', 'active'] as const) {
      client.mode = mode
      assert.match(await client.list('NLST'), /^sub\r\n/m)
      assert.equal((await client.download('a.txt')).toString(), 'hello')
      await client.upload('sub/b', Buffer.alloc(300_000, mode))
      assert.deepEqual(server.home.read('sub/b'), Buffer.alloc(300_000, mode))
    }
    await client.quit()
  })
}

test('a refused transfer is told, not waited for', async () => {
  await using server = await startServer()
  const client = await server.login()
  const { reply, final } = await client.transfer('RETR missing')
  assert.match(reply, /^550 /)
  assert.equal(final, undefined)
})

test('a server that does not start says why', { skip: REFERENCE && 'the reference says it to nobody' }, async () => {
  await assert.rejects(startServer({ argv: ['--no-such-flag'] }), /ended before it logged .*no-such-flag/s)
})

test('replies are cut where they end, however they arrive', async () => {
  const server = createServer((socket) => {
    const pieces = ['220-one\r', '\n220 is not', '\r\n', '331 a\r\n230-b\r\n text\r\n230 c\r\n']
    for (const piece of pieces) socket.write(piece)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    await using client = await RawClient.connect((server.address() as AddressInfo).port)
    assert.equal(client.greeting, '220-one\n220 is not')
    assert.equal(await client.reply(), '331 a')
    assert.equal(await client.reply(), '230-b\n text\n230 c')
  } finally {
    server.close()
  }
})

const unconfined = (name: string) => ({ name, uid: 1001, gid: 1001, home: `/home/${name}`, confined: false })

/** puredb.md §2 gives these bytes of its worked example. */
test('the puredb file is laid out as the reference lays it out', () => {
  const file = makePureDb(['alice', 'bob'].map(unconfined))
  assert.equal(file.subarray(0, 4).toString(), 'PDB2')
  assert.equal(file.readUInt32BE(0x3a0), 0x7a8)
  assert.equal(file.readUInt32BE(0x7a8), 0x09d968e7)
  assert.equal(file.readUInt32BE(0x7ac), 0x810)
  assert.equal(file.readUInt32BE(0x2ac), 0x6b0)
  assert.equal(file.readUInt32BE(0x6b0), 0x0b8747aa)
})
