import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chownSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { eventually } from '../support/bounded.ts'
import { startServer } from '../support/start-server.ts'

const OLD = '0123456789'

test('STOR without a data connection leaves the old file untouched (flags.md Q2)', async () => {
  await using server = await startServer({ home: { old: OLD } })
  const client = await server.login()
  assert.equal(await client.send('STOR old'), '425 No data connection')
  assert.equal(server.home.text('old'), OLD)
  assert.equal(await client.send('STOR new'), '425 No data connection')
  assert.equal(server.home.has('new'), false)
})

test('REST and STOR that fail leave the old file (flags.md Q3)', async () => {
  await using server = await startServer({ home: { old: OLD, 'dir/': null } })
  const client = await server.login()
  for (const command of ['STOR old', 'APPE old', 'STOR dir']) {
    assert.equal(await client.send('REST 5'), '350 Restarting at 5')
    assert.match(await client.send(command), /^(425 No data connection|553 Can't open that file: Is a directory)$/)
  }
  await client.send('PORT 127,0,0,1,255,255')
  await client.send('REST 5')
  assert.match(await client.send('STOR old'), /^425 Could not open data connection to port 65535: Connection refused$/)
  assert.equal(server.home.text('old'), OLD)
  assert.deepEqual(server.home.names().toSorted(), ['dir', 'old'])
})

test('a STOR that never gets its data connection takes nothing of another session along', async () => {
  await using server = await startServer({ argv: ['-d'] })
  const [waiting, other] = [await server.login(), await server.login()]
  await waiting.passivePort()
  waiting.write('STOR new\r\n')
  await server.waitForLog(/Command \[stor\]/)
  await other.upload('new', 'theirs')
  waiting.write('ABOR\r\n')
  assert.equal(await waiting.reply(), '426 ABORT')
  assert.equal(server.home.text('new'), 'theirs')
})

test('STOR writes a new file, replaces one, and continues one at the offset of REST', async () => {
  await using server = await startServer({ home: { old: OLD } })
  const client = await server.login()
  assert.match(await client.upload('new', 'hello'), /^226-File successfully transferred\n226 .* per second$/)
  assert.equal(server.home.text('new'), 'hello')
  await client.upload('old', 'short')
  assert.equal(server.home.text('old'), 'short')
  await client.send('REST 2')
  await client.upload('old', 'XY')
  assert.equal(server.home.text('old'), 'shXY')
  await client.send('REST 100')
  await client.upload('old', 'Z')
  assert.equal(server.home.text('old'), 'shXYZ')
})

test('APPE appends always, with and without REST (commands.md §20 row 6)', async () => {
  await using server = await startServer({ home: { old: OLD } })
  const client = await server.login()
  await client.upload('old', 'A', 'APPE')
  await client.send('REST 3')
  await client.upload('old', 'B', 'APPE')
  assert.equal(server.home.text('old'), `${OLD}AB`)
})

test('an empty upload makes an empty file, without a speed line', async () => {
  await using server = await startServer()
  const client = await server.login()
  assert.equal(await client.upload('empty', ''), '226 File successfully transferred')
  assert.equal(server.home.text('empty'), '')
})

test('ASCII drops every CR (commands.md §8.3)', async () => {
  await using server = await startServer()
  const client = await server.login()
  await client.send('TYPE A')
  const final = await client.upload('text', 'a\r\nb\nc\rd\r\r\n')
  assert.match(final, /^226-Warning: client is in ASCII mode - Assuming data is plain text\n226-File/)
  assert.equal(server.home.text('text'), 'a\nb\ncd\n')
})

test('STOU tells its name in the first line, and each name is new', async () => {
  await using server = await startServer()
  const client = await server.login()
  const names = new Set<string>()
  for (let i = 0; i < 3; i++) {
    const { reply, final } = await client.transfer('STOU', Buffer.from('x'))
    names.add(/^150-FILE: (pureftpd\.[0-9a-f]{8}\.[0-9a-f]{2}\.[0-9a-f]{4})\n150 /.exec(reply)?.[1] ?? reply)
    assert.match(final ?? '', /^226/)
  }
  assert.deepEqual(server.home.names().toSorted(), [...names].toSorted())
})

test('a link as the last component is refused, and what it leads to stays', async () => {
  await using server = await startServer({ home: { target: OLD, link: { link: 'target' } } })
  const client = await server.login()
  const { reply } = await client.transfer('STOR link', Buffer.from('x'))
  assert.equal(reply, "553 Can't open that file: Too many levels of symbolic links")
  assert.equal(server.home.text('target'), OLD)
})

test('ABOR ends an upload: 426 for it, 226 for the ABOR, and what came stays (commands.md §20 row 20)', async () => {
  await using server = await startServer()
  const client = await server.login()
  using data = await client.passive()
  assert.match(await client.send('STOR part'), /^150 /)
  data.socket.write('x'.repeat(1000))
  assert.ok(await eventually(() => server.home.has('part') && server.home.text('part').length === 1000))
  assert.equal(await client.send('ABOR'), '426 Transfer aborted')
  assert.match(await client.reply(), /^226-Transfer aborted\n226 /)
  assert.equal(await client.send('NOOP'), '200 Zzz...')
  assert.equal(server.home.text('part').length, 1000)
})

test('a data connection that is reset is told as 451, and the session goes on', async () => {
  await using server = await startServer()
  const client = await server.login()
  using data = await client.passive()
  await client.send('STOR part')
  data.socket.write('x')
  assert.ok(await eventually(() => server.home.has('part') && server.home.text('part') === 'x'))
  data.reset()
  assert.match(await client.reply(), /^451-Error during read from data connection.*\n451-Transfer aborted/)
  assert.equal(await client.send('NOOP'), '200 Zzz...')
})

const notRoot = process.getuid?.() === 0 ? false : 'needs root, to mount a small file system'

test('a full disk is told as 452, logged, and what fitted stays', { skip: notRoot }, async () => {
  await using server = await startServer({ user: { uid: 2001, gid: 2001 } })
  const small = join(server.home.path, 'small')
  mkdirSync(small)
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', small])
  try {
    chownSync(small, 2001, 2001)
    const client = await server.login()
    const { final } = await client.transfer('STOR small/full', Buffer.alloc(300_000))
    assert.match(final ?? '', /^452-Error during write to file: No space left on device\n452-Transfer aborted/)
    await server.waitForLog(/Error during write to file: .*small\/full: No space left on device/)
    assert.equal(server.home.read('small/full').length, 65_536)
    await client.quit()
  } finally {
    execFileSync('umount', ['-l', small])
  }
})

test('many MiB arrive unharmed, by eight sessions at once', async () => {
  await using server = await startServer()
  const clients = await Promise.all(Array.from({ length: 8 }, () => server.login()))
  const bytes = Buffer.alloc(6 * 1024 * 1024)
  for (let i = 0; i < bytes.length; i += 4) bytes.writeUInt32LE(i, i)
  await Promise.all(clients.map((client, n) => client.upload(`big${n}`, bytes)))
  for (let n = 0; n < clients.length; n++) assert.ok(server.home.read(`big${n}`).equals(bytes))
})
