import { ok, type Result } from '../../core/result.ts'
import { type Endpoint, IpAddress } from '../../core/units.ts'
import type { KernelError } from '../errno.ts'
import { type Fd, type RawSockets, WOULD_BLOCK, type WouldBlock } from '../kernel.ts'
import * as k from './constants.ts'
import { addressOf, c, E, failure, lastErrno, regionOf } from './library.ts'
import {
  expectAddress,
  readEndpoint,
  readPort,
  socketAddress,
  socketAddressLength,
  writeAddress,
} from './socket-address.ts'

const offset = new BigInt64Array(1)
const offsetAddress = addressOf(new Uint8Array(offset.buffer))
const option = new Int32Array(1)
const optionAddress = addressOf(new Uint8Array(option.buffer))
const OPTION_BYTES = 4

const wouldBlock = ok<WouldBlock>(WOULD_BLOCK)

/** A count, or why there is none; a socket that is not ready is no failure, and an interrupted call is made again. */
function counted(call: () => number): Result<number | WouldBlock, KernelError> {
  for (;;) {
    const count = call()
    if (count >= 0) return ok(count)
    const errno = lastErrno()
    if (errno === E.EAGAIN) return wouldBlock
    if (errno !== E.EINTR) return failure()
  }
}

export class LinuxSockets implements RawSockets {
  listen(address: IpAddress, port: number, backlog: number): Result<{ fd: Fd; port: number }, KernelError> {
    const family = IpAddress.family(address) === 4 ? k.AF_INET : k.AF_INET6
    const fd = c.socket(family, k.SOCK_STREAM | k.SOCK_NONBLOCK | k.SOCK_CLOEXEC, 0)
    if (fd < 0) return failure()
    setOption(fd, k.SOL_SOCKET, k.SO_REUSEADDR, 1)
    if (family === k.AF_INET6) setOption(fd, k.IPPROTO_IPV6, k.IPV6_V6ONLY, 1)
    if (c.bind(fd, socketAddress, writeAddress(address, port)) < 0 || c.listen(fd, backlog) < 0) {
      const failed = failure()
      c.close(fd)
      return failed
    }
    if (port !== 0) return ok({ fd: fd as Fd, port })
    expectAddress()
    c.getsockname(fd, socketAddress, socketAddressLength)
    return ok({ fd: fd as Fd, port: readPort() })
  }

  accept(listener: Fd): Result<{ fd: Fd; peer: Endpoint } | WouldBlock, KernelError> {
    expectAddress()
    const fd = c.accept4(listener, socketAddress, socketAddressLength, k.SOCK_NONBLOCK | k.SOCK_CLOEXEC)
    if (fd >= 0) return ok({ fd: fd as Fd, peer: readEndpoint() })
    const errno = lastErrno()
    // A client that has gone before it was accepted is as good as none (accept(2)).
    return errno === E.EAGAIN || errno === E.EINTR || errno === E.ECONNABORTED ? wouldBlock : failure()
  }

  sendfile(socket: Fd, file: Fd, from: number, count: number): Result<number | WouldBlock, KernelError> {
    return counted(() => {
      // The kernel moves it on, and leaves the file's own offset alone.
      offset[0] = BigInt(from)
      return c.sendfile(socket, file, offsetAddress, count)
    })
  }

  write(socket: Fd, data: Uint8Array, from: number, length: number): Result<number | WouldBlock, KernelError> {
    const address = regionOf(data, from, length)
    return counted(() => c.send(socket, address, length, k.MSG_NOSIGNAL | k.MSG_DONTWAIT))
  }

  read(socket: Fd, into: Uint8Array, from: number, length: number): Result<number | WouldBlock, KernelError> {
    const address = regionOf(into, from, length)
    return counted(() => c.recv(socket, address, length, k.MSG_DONTWAIT))
  }

  tuneControl(socket: Fd): void {
    setOption(socket, k.IPPROTO_TCP, k.TCP_NODELAY, 1)
    setOption(socket, k.SOL_SOCKET, k.SO_OOBINLINE, 1)
    setOption(socket, k.SOL_SOCKET, k.SO_KEEPALIVE, 1)
    setOption(socket, k.IPPROTO_IP, k.IP_TOS, k.IPTOS_LOWDELAY)
  }

  tuneData(socket: Fd): void {
    setOption(socket, k.SOL_SOCKET, k.SO_KEEPALIVE, 1)
    setOption(socket, k.IPPROTO_IP, k.IP_TOS, k.IPTOS_THROUGHPUT)
  }

  duplicate(fd: Fd): Result<Fd, KernelError> {
    const copy = c.fcntl(fd, k.F_DUPFD_CLOEXEC, 0)
    return copy < 0 ? failure() : ok(copy as Fd)
  }

  close(fd: Fd): void {
    c.close(fd)
  }
}

/** Options are improvements: where one is refused (IP_TOS on IPv6), the connection works without. */
function setOption(fd: number, level: number, name: number, value: number): void {
  option[0] = value
  c.setsockopt(fd, level, name, optionAddress, OPTION_BYTES)
}
