import { err, ok, type Result } from '../../core/result.ts'
import { type KernelError, kernelError } from '../errno.ts'
import type { Directory, Fd, FileStat, Follow, Root } from '../kernel.ts'
import { AT_SYMLINK_NOFOLLOW, O_PATH } from './constants.ts'
import { statAt, statOf } from './file-stat.ts'
import { addressOf, c, failure, SYS, sys } from './library.ts'
import { openInRoot } from './open.ts'
import { PathBuffer, refusedPath } from './path-buffer.ts'
import { descriptorOfRoot } from './root.ts'

/**
 * Entries of one getdents64 call, some hundreds: what a caller does with each must not hold up the others for long. Shared
 * by all directories of a thread: names are copied out before the next call.
 */
const entries = Buffer.alloc(16 * 1024)
const entriesAddress = addressOf(entries)
const name = new PathBuffer()
const target = new PathBuffer()

/** struct linux_dirent64: inode 8, offset 8, record length 2, type 1, name. */
const LENGTH_AT = 16
const NAME_AT = 19

const CLOSED = -1 as Fd

export class LinuxDirectory implements Directory {
  #fd: Fd
  readonly #root: Root
  readonly #path: string

  /** `path` is where the directory was opened below `root`: links in it are followed from there. */
  constructor(fd: Fd, root: Root, path: string) {
    this.#fd = fd
    this.#root = root
    this.#path = path
  }

  next(): Result<readonly string[], KernelError> {
    const length = sys(SYS.getdents64, this.#fd, entriesAddress, entries.length)
    if (length < 0) return failure()
    const names: string[] = []
    for (let at = 0; at < length; ) {
      const next = at + entries.readUInt16LE(at + LENGTH_AT)
      names.push(entries.toString('latin1', at + NAME_AT, entries.indexOf(0, at + NAME_AT)))
      at = next
    }
    return ok(names)
  }

  stat(entry: string, follow: Follow): Result<FileStat, KernelError> {
    // The parent of the root is not the session's to see, however it is spelled.
    if (isElsewhere(entry)) return this.#statFromRoot(entry)
    if (!name.write(entry)) return refusedPath(entry)
    const own = statAt(this.#fd, name.address, AT_SYMLINK_NOFOLLOW)
    return follow === 'follow' && own.ok && own.value.kind === 'symlink' ? this.#statFromRoot(entry) : own
  }

  readlink(entry: string): Result<string, KernelError> {
    if (isElsewhere(entry)) return err(kernelError('EINVAL'))
    if (!name.write(entry)) return refusedPath(entry)
    const length = c.readlinkat(this.#fd, name.address, target.address, target.size)
    return length < 0 ? failure() : ok(target.read(length))
  }

  [Symbol.dispose](): void {
    if (this.#fd === CLOSED) return
    c.close(this.#fd)
    this.#fd = CLOSED
  }

  #statFromRoot(entry: string): Result<FileStat, KernelError> {
    const led = openInRoot(descriptorOfRoot(this.#root), `${this.#path}/${entry}`, O_PATH, 0)
    if (!led.ok) return led
    const stat = statOf(led.value)
    c.close(led.value)
    return stat
  }
}

const isElsewhere = (entry: string): boolean => entry === '..' || entry.includes('/')
