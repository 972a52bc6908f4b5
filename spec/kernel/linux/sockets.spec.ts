import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createConnection, type Socket } from 'node:net'
import { networkInterfaces } from 'node:os'
import { test } from 'node:test'
import { IpAddress } from '../../../lib/core/units.ts'
import { type Fd, type RawSockets, WOULD_BLOCK } from '../../../lib/kernel/kernel.ts'
import { openKernel } from '../../../lib/kernel/open-kernel.ts'
import { at, codeOf, openDescriptors, Scratch, value } from '../support/scratch.ts'

const { files, process: system, ...kernel } = openKernel()
const noSockets = kernel.sockets ? false : 'this kernel has no raw sockets'

function sockets(): RawSockets {
  assert.ok(kernel.sockets)
  return kernel.sockets
}

const ip = (text: string): IpAddress => {
  const parsed = IpAddress.parse(text)
  assert.ok(parsed.ok)
  return parsed.value
}

/** Both ends of a connection: ours as a descriptor, theirs as a socket of node:net. */
interface Pair extends AsyncDisposable {
  readonly ours: Fd
  readonly theirs: Socket
  readonly peerPort: number
}

async function connected(address = '127.0.0.1'): Promise<Pair> {
  const { fd: listener, port } = value(sockets().listen(ip(address), 0, 5))
  assert.equal(value(sockets().accept(listener)), WOULD_BLOCK)
  const theirs = createConnection({ host: address, port })
  await once(theirs, 'connect')
  const accepted = value(sockets().accept(listener))
  assert.ok(accepted !== WOULD_BLOCK)
  sockets().close(listener)
  assert.equal(accepted.peer.address, theirs.localAddress)
  return {
    ours: accepted.fd,
    theirs,
    peerPort: accepted.peer.port,
    [Symbol.asyncDispose]: async () => {
      sockets().close(accepted.fd)
      theirs.destroy()
      if (!theirs.closed) await once(theirs, 'close')
    },
  }
}

/** Reads what the peer has been sent until `count` bytes are there. */
async function received(socket: Socket, count: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  for (let length = 0; length < count; ) {
    const chunk = socket.read() as Buffer | null
    if (chunk === null) await once(socket, 'readable')
    else length += chunks.push(chunk) && chunk.length
  }
  return Buffer.concat(chunks)
}

/** An address of this machine that means nothing without its interface. */
const linkLocal = Object.entries(networkInterfaces()).flatMap(([name, addresses]) =>
  (addresses ?? []).flatMap(({ address }) => (/^fe[89ab]/i.test(address) ? [`${address}%${name}`] : [])),
)[0]

for (const address of ['127.0.0.1', '::1', linkLocal ?? 'fe80::1%none']) {
  const missing = address.endsWith('%none') ? 'no link-local address here' : !system.hasIpv6() && 'no IPv6 here'
  const skip = noSockets || (address.includes(':') && missing)

  test(`a connection over ${address}: both directions, and its end`, { skip }, async () => {
    await using pair = await connected(address)
    assert.equal(pair.peerPort, pair.theirs.localPort)
    const bytes = Buffer.from('..hello..')
    assert.equal(value(sockets().write(pair.ours, bytes, 2, 5)), 5)
    assert.equal((await received(pair.theirs, 5)).toString(), 'hello')
    const into = Buffer.alloc(8, '.')
    assert.equal(value(sockets().read(pair.ours, into, 0, 8)), WOULD_BLOCK)
    pair.theirs.end('bye')
    await once(pair.theirs, 'finish')
    assert.equal(value(sockets().read(pair.ours, into, 1, 5)), 3)
    assert.equal(into.toString(), '.bye....')
    assert.equal(value(sockets().read(pair.ours, into, 0, 8)), 0)
  })

  test(`a port that is taken on ${address} is told`, { skip }, () => {
    const { fd, port } = value(sockets().listen(ip(address), 0, 5))
    assert.ok(port > 0)
    assert.equal(codeOf(sockets().listen(ip(address), port, 5)), 'EADDRINUSE')
    sockets().close(fd)
  })
}

test('the two families listen on one port side by side', {
  skip: noSockets || (!system.hasIpv6() && 'no IPv6 here'),
}, () => {
  const six = value(sockets().listen(ip('::'), 0, 5))
  const four = value(sockets().listen(ip('0.0.0.0'), six.port, 5))
  for (const { fd } of [six, four]) sockets().close(fd)
})

test('an address that is not ours is told, and nothing stays open', { skip: noSockets }, () => {
  const before = openDescriptors()
  assert.equal(codeOf(sockets().listen(ip('198.51.100.1'), 0, 5)), 'EADDRNOTAVAIL')
  assert.equal(openDescriptors(), before)
})

test('sendfile sends from an offset, does not move the file’s, and stops at a full socket and at the end', {
  skip: noSockets,
}, async () => {
  await using pair = await connected()
  using scratch = new Scratch()
  const size = 32 * 1024 * 1024
  scratch.file('big', Buffer.alloc(size, 'abcdefgh').toString('latin1'))
  using root = value(files.openRoot(scratch.root))
  const file = value(files.open(root, at('/big'), { for: 'read' }))
  assert.equal(value(sockets().sendfile(pair.ours, file, 3, 4)), 4)
  assert.equal((await received(pair.theirs, 4)).toString(), 'defg')
  assert.equal(value(sockets().sendfile(pair.ours, file, size, 4)), 0)
  let sent = 0
  for (let count = value(sockets().sendfile(pair.ours, file, 0, size)); count !== WOULD_BLOCK; ) {
    sent += count
    count = value(sockets().sendfile(pair.ours, file, sent, size - sent))
  }
  assert.ok(sent > 0 && sent < size, `${sent} bytes fitted`)
  const got = await received(pair.theirs, sent)
  assert.equal(got.length, sent)
  assert.equal(got.toString('latin1', 0, 8), 'abcdefgh')
  files.close(file)
})

test('writing to a full socket would block; to one that is gone is an error, not a signal', {
  skip: noSockets,
}, async () => {
  await using pair = await connected()
  const chunk = Buffer.alloc(1 << 20)
  let written = value(sockets().write(pair.ours, chunk, 0, chunk.length))
  while (written !== WOULD_BLOCK) written = value(sockets().write(pair.ours, chunk, 0, chunk.length))
  pair.theirs.resetAndDestroy()
  await once(pair.theirs, 'close')
  const codes = [1, 2].map(() => codeOf(sockets().write(pair.ours, chunk, 0, 1)))
  assert.ok(
    codes.every((code) => code === 'ECONNRESET' || code === 'EPIPE'),
    codes.join(' '),
  )
})

test('what lies outside of the buffer is neither sent nor written to', { skip: noSockets }, async () => {
  await using pair = await connected()
  const bytes = Buffer.alloc(4)
  assert.throws(() => sockets().write(pair.ours, bytes, 2, 3), RangeError)
  assert.throws(() => sockets().read(pair.ours, bytes, -1, 3), RangeError)
})

test('a duplicate outlives the original, and tuning is harmless', { skip: noSockets }, async () => {
  await using pair = await connected()
  sockets().tuneControl(pair.ours)
  sockets().tuneData(pair.ours)
  const copy = value(sockets().duplicate(pair.ours))
  assert.notEqual(copy, pair.ours)
  assert.equal(value(sockets().write(copy, Buffer.from('x'), 0, 1)), 1)
  assert.equal((await received(pair.theirs, 1)).toString(), 'x')
  sockets().close(copy)
  assert.equal(codeOf(sockets().duplicate(copy)), 'EBADF')
})
