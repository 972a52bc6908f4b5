import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { startServer } from '../support/start-server.ts'

const big = Buffer.alloc(24 * 1024 * 1024)
for (let i = 0; i < big.length; i += 4) big.writeUInt32LE(i, i)

test('RETR tells the size of larger files, and sends them whole', async () => {
  await using server = await startServer({ home: { small: 'hello', mid: 'x'.repeat(5000), empty: '', big } })
  const client = await server.login()
  const small = await client.transfer('RETR small')
  assert.equal(small.reply, '150 Accepted data connection')
  assert.match(small.final ?? '', /^226-File successfully transferred\n226 \d+\.\d{3} seconds \(measured here\), /)
  assert.equal(small.data.toString(), 'hello')
  const mid = await client.transfer('RETR mid')
  assert.equal(mid.reply, '150-Accepted data connection\n150 4.9 kbytes to download')
  const empty = await client.transfer('RETR empty')
  assert.deepEqual([empty.final, empty.data.length], ['226 File successfully transferred', 0])
  assert.ok((await client.download('big')).equals(big))
})

test('RETR over an active connection', async () => {
  await using server = await startServer({ home: { big } })
  const client = await server.login()
  client.mode = 'active'
  const { reply, data } = await client.transfer('RETR big')
  assert.match(reply, /^150-Connecting to port \d+\n150 24576\.0 kbytes to download$/)
  assert.ok(data.equals(big))
})

test('REST starts the next download at the byte offset, once (RFC 3659 §5.3)', async () => {
  await using server = await startServer({ home: { a: 'hello', big } })
  const client = await server.login()
  assert.equal(await client.send('REST 2'), '350 Restarting at 2')
  assert.equal((await client.download('a')).toString(), 'llo')
  assert.equal((await client.download('a')).toString(), 'hello')
  await client.send('REST 5')
  assert.equal((await client.transfer('RETR a')).final, '226 Nothing left to download')
  await client.send('REST 6')
  assert.equal(
    (await client.transfer('RETR a')).reply,
    '554-Restart offset 6 is too large for file size 5.\n554 Restart offset reset to 0',
  )
  await client.send('REST 1000001')
  assert.ok((await client.download('big')).equals(big.subarray(1000001)))
})

test('ASCII puts a CR before every LF (commands.md §8.2)', async () => {
  await using server = await startServer({ home: { asc: 'a\nb\r\nc\rd\n\n' } })
  const client = await server.login()
  await client.send('TYPE A')
  assert.equal((await client.download('asc')).toString('latin1'), 'a\r\nb\r\r\nc\rd\r\n\r\n')
})

test('what cannot be retrieved is told before the data connection', async () => {
  await using server = await startServer({ home: { 'dir/': null } })
  execFileSync('mkfifo', [server.home.path + '/fifo'])
  const client = await server.login()
  assert.equal(await client.send('RETR'), '501 No file name')
  assert.equal(await client.send('RETR missing'), "550 Can't open missing: No such file or directory")
  assert.equal(await client.send('RETR dir'), '550 I can only retrieve regular files')
  assert.equal(await client.send('RETR fifo'), '550 I can only retrieve regular files')
  assert.equal(await client.send('RETR a\\b'), '553 Prohibited file name: a\\b')
})

test('ABOR during a download: 426, then 226', async () => {
  await using server = await startServer({ home: { big } })
  const client = await server.login()
  using data = await client.passive()
  data.socket.pause()
  assert.match(await client.send('RETR big'), /^150/)
  assert.equal(await client.send('ABOR'), '426 ABORT')
  assert.match(await client.reply(), /^226-Transfer aborted\n226 /)
  assert.equal(await client.send('NOOP'), '200 Zzz...')
})

test('ABOR with Telnet codes and urgent data, as old clients send it', async () => {
  await using server = await startServer({ home: { big } })
  const client = await server.login()
  using data = await client.passive()
  data.socket.pause()
  await client.send('RETR big')
  assert.equal(await client.send('\xff\xf4\xff\xf2ABOR'), '426 ABORT')
  assert.match(await client.reply(), /^226-Transfer aborted/)
})

test('ABOR while the server waits for the data connection', async () => {
  await using server = await startServer({ argv: ['-d'], home: { big } })
  const client = await server.login()
  await client.passivePort()
  client.write('RETR big\r\n')
  await server.waitForLog(/Command \[retr\]/)
  client.write('ABOR\r\n')
  assert.equal(await client.reply(), '426 ABORT')
  assert.equal(await client.reply(), '226 Transfer aborted')
})

test('a client that closes the data connection gets a final reply (flags.md Q1)', async () => {
  await using server = await startServer({ home: { big } })
  const client = await server.login()
  const data = await client.passive()
  data.socket.pause()
  await client.send('RETR big')
  data.reset()
  assert.match(await client.reply(), /^426[ -]Transfer aborted/)
  assert.equal(await client.send('NOOP'), '200 Zzz...')
})

test('QUIT during a download lets it finish', async () => {
  await using server = await startServer({ home: { big } })
  const client = await server.login()
  using data = await client.passive()
  await client.send('RETR big')
  client.write('QUIT\r\n')
  assert.ok((await data.readAll()).equals(big))
  assert.match((await client.expectClosed()).join('\n'), /^226-File[^]*221 Logout\.$/)
})

test('eight downloads at once do not mix', async () => {
  await using server = await startServer({ home: { big } })
  const clients = await Promise.all(Array.from({ length: 8 }, () => server.login()))
  const got = await Promise.all(clients.map((client) => client.download('big')))
  for (const data of got) assert.ok(data.equals(big))
})
