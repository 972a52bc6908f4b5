import { type Err, err } from '../../core/result.ts'
import { type KernelError, kernelError } from '../errno.ts'
import { addressOf } from './library.ts'

/** PATH_MAX, the terminating NUL included. */
const PATH_MAX = 4096

/** What the kernel could be told at all. */
export const isPath = (path: string): boolean => path.length < PATH_MAX && !path.includes('\0')

/** Why it could not: a NUL would end the path early, and another file would be meant. */
export const refusedPath = (path: string): Err<KernelError> =>
  err(kernelError(path.includes('\0') ? 'EINVAL' : 'ENAMETOOLONG'))

/** A C string in memory that does not move, written anew for each call. */
export class PathBuffer {
  readonly #bytes = Buffer.alloc(PATH_MAX)
  readonly address = addressOf(this.#bytes)

  /** Writes a path (a byte string); false when it is too long or holds a NUL, and no call must be made. */
  write(path: string): boolean {
    if (!isPath(path)) return false
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

/** With AT_EMPTY_PATH: the descriptor itself. */
export const emptyPath = new PathBuffer()
emptyPath.write('')
