import { constants } from 'node:os'
import koffi from 'koffi'

/**
 * Blocking sockets without Node's streams. The client must cost next to nothing, or it would be measured in place of
 * the server, above all on a machine where both share the cores.
 */
const libc = koffi.load('libc.so.6')
const calls = {
  socket: libc.func('int socket(int, int, int)'),
  connect: libc.func('int connect(int, void *, uint32_t)'),
  setsockopt: libc.func('int setsockopt(int, int, int, void *, uint32_t)'),
  send: libc.func('int64_t send(int, void *, size_t, int)'),
  recv: libc.func('int64_t recv(int, void *, size_t, int)'),
  sendfile: libc.func('int64_t sendfile(int, int, int64_t *, size_t)'),
  shutdown: libc.func('int shutdown(int, int)'),
  close: libc.func('int close(int)'),
}

const AF_INET = 2
const SOCK_STREAM_CLOEXEC = 1 | 0o2000000
const SOL_SOCKET = 1
const SO_RCVTIMEO = 20
const SO_SNDTIMEO = 21
const MSG_TRUNC = 0x20
const MSG_NOSIGNAL = 0x4000
const SHUT_WR = 1

/** struct timeval: no call waits longer, so that a server that hangs ends the bench and not the other way round. */
const PATIENCE = Buffer.alloc(16)
PATIENCE.writeBigInt64LE(30n)

/** Both are more than one call ever moves. */
const SOME = 1 << 26

export type SocketFd = number

/** Connected to 127.0.0.1, or undefined when nothing listens there. */
export function connectTo(port: number): SocketFd | undefined {
  const fd = checked('socket', calls.socket(AF_INET, SOCK_STREAM_CLOEXEC, 0))
  calls.setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, PATIENCE, PATIENCE.length)
  calls.setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, PATIENCE, PATIENCE.length)
  const address = Buffer.from([AF_INET, 0, port >> 8, port & 255, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0])
  if (calls.connect(fd, address, address.length) === 0) return fd
  const code = koffi.errno()
  calls.close(fd)
  if (code === constants.errno.ECONNREFUSED) return undefined
  return checked('connect', -1, code)
}

export const sendAll = (fd: SocketFd, data: Buffer): number =>
  checked('send', calls.send(fd, data, data.length, MSG_NOSIGNAL))

/** 0 at the end. */
export const receive = (fd: SocketFd, into: Buffer): number => checked('recv', calls.recv(fd, into, into.length, 0))

/** Reads to the end. MSG_TRUNC lets the kernel drop what has come instead of copying it to us (tcp(7)). */
export function discardAll(fd: SocketFd): number {
  for (let total = 0; ; ) {
    const count = checked('recv', calls.recv(fd, null, SOME, MSG_TRUNC))
    if (count === 0) return total
    total += count
  }
}

/** Sends the first `size` bytes of a file: no byte of it passes through this process. */
export function sendFile(fd: SocketFd, file: number, size: number): void {
  const offset = [0n]
  for (let left = size; left > 0; ) {
    const count = checked('sendfile', calls.sendfile(fd, file, offset, Math.min(left, SOME)))
    if (count === 0) throw new Error('the file to send is shorter than it should be')
    left -= count
    offset[0] = BigInt(size - left)
  }
}

export const finishSending = (fd: SocketFd): void => void calls.shutdown(fd, SHUT_WR)
export const closeSocket = (fd: SocketFd): void => void calls.close(fd)

function checked(call: string, result: number | bigint, code = koffi.errno()): number {
  if (result >= 0) return Number(result)
  const name = Object.entries(constants.errno).find(([, value]) => value === code)?.[0] ?? String(code)
  throw new Error(`${call}: ${name}`)
}
