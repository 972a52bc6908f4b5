import { ok, type Result } from '../../core/result.ts'
import { type KernelError, kernelError } from '../errno.ts'
import type { Directory, Fd, FileStat, Follow } from '../kernel.ts'
import { AT_EMPTY_PATH, AT_SYMLINK_NOFOLLOW, O_PATH } from './constants.ts'
import { statAt } from './file-stat.ts'
import { addressOf, c, failure, SYS, sys } from './library.ts'
import { openInRoot } from './open.ts'
import { PathBuffer } from './path-buffer.ts'

/** Entries of one getdents64 call, shared by all directories of a thread: names are copied out before the next call. */
const entries = Buffer.alloc(64 * 1024)
const entriesAddress = addressOf(entries)
const name = new PathBuffer()
const target = new PathBuffer()
const empty = new PathBuffer()
empty.write('')

/** struct linux_dirent64: inode 8, offset 8, record length 2, type 1, name. */
const LENGTH_AT = 16
const NAME_AT = 19

export class LinuxDirectory implements Directory {
  readonly #fd: Fd
  readonly #root: Fd
  readonly #path: string
  #closed = false

  /** `path` is where the directory was opened below `root`: links in it are followed from there. */
  constructor(fd: Fd, root: Fd, path: string) {
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
    if (!name.write(entry)) return { ok: false, error: kernelError('ENAMETOOLONG') }
    const own = statAt(this.#fd, name.address, AT_SYMLINK_NOFOLLOW)
    if (follow === 'nofollow' || !own.ok || own.value.kind !== 'symlink') return own
    const led = openInRoot(this.#root, `${this.#path}/${entry}`, O_PATH, 0)
    if (!led.ok) return led
    const stat = statAt(led.value, empty.address, AT_EMPTY_PATH)
    c.close(led.value)
    return stat
  }

  readlink(entry: string): Result<string, KernelError> {
    if (!name.write(entry)) return { ok: false, error: kernelError('ENAMETOOLONG') }
    const length = c.readlinkat(this.#fd, name.address, target.address, target.size)
    return length < 0 ? failure() : ok(target.read(length))
  }

  [Symbol.dispose](): void {
    if (this.#closed) return
    this.#closed = true
    c.close(this.#fd)
  }
}
