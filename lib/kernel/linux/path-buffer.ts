import { addressOf } from './library.ts'

/** PATH_MAX, the terminating NUL included. */
const PATH_MAX = 4096

/** A C string in memory that does not move, written anew for each call. */
export class PathBuffer {
  readonly #bytes = Buffer.alloc(PATH_MAX)
  readonly address = addressOf(this.#bytes)

  /** Writes a path (a byte string); false when it is too long or holds a NUL, and no call must be made. */
  write(path: string): boolean {
    if (path.length >= PATH_MAX || path.includes('\0')) return false
    this.#bytes.write(path, 'latin1')
    this.#bytes[path.length] = 0
    return true
  }

  /** The first `length` bytes as a byte string, after a call that has filled the buffer. */
  read(length: number): string {
    return this.#bytes.toString('latin1', 0, length)
  }

  get size(): number {
    return PATH_MAX
  }
}
