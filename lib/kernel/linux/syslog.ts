import { err, ok, type Result } from '../../core/result.ts'
import { type KernelError, kernelError } from '../errno.ts'
import type { SyslogSocket } from '../kernel.ts'
import * as k from './constants.ts'
import { addressOf, c, E, failure, lastErrno } from './library.ts'

/** sun_path holds 108 bytes, its NUL included. */
const MAX_PATH_BYTES = 107

/** A datagram socket to a syslog daemon that may restart at any time. */
export class LinuxSyslog implements SyslogSocket {
  readonly #fd: number
  readonly #address: Buffer
  #closed = false

  private constructor(fd: number, address: Buffer) {
    this.#fd = fd
    this.#address = address
  }

  static open(path: string): Result<LinuxSyslog, KernelError> {
    const name = Buffer.from(path)
    if (name.length > MAX_PATH_BYTES) return err(kernelError('ENAMETOOLONG'))
    const address = Buffer.alloc(2 + name.length + 1)
    address.writeUInt16LE(k.AF_UNIX, 0)
    name.copy(address, 2)
    const fd = c.socket(k.AF_UNIX, k.SOCK_DGRAM | k.SOCK_NONBLOCK | k.SOCK_CLOEXEC, 0)
    if (fd < 0) return failure()
    if (c.connect(fd, addressOf(address), address.length) < 0) {
      const failed = failure()
      c.close(fd)
      return failed
    }
    return ok(new LinuxSyslog(fd, address))
  }

  send(record: Uint8Array): boolean {
    if (this.#closed) return false
    if (this.#sendNow(record)) return true
    const errno = lastErrno()
    // A daemon that was restarted has a new socket under the same name.
    if (errno !== E.ECONNREFUSED && errno !== E.ENOTCONN && errno !== E.ECONNRESET) return false
    return c.connect(this.#fd, addressOf(this.#address), this.#address.length) === 0 && this.#sendNow(record)
  }

  [Symbol.dispose](): void {
    if (this.#closed) return
    this.#closed = true
    c.close(this.#fd)
  }

  #sendNow(record: Uint8Array): boolean {
    return c.send(this.#fd, addressOf(record), record.length, k.MSG_DONTWAIT | k.MSG_NOSIGNAL) >= 0
  }
}
