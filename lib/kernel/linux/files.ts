import { posix } from 'node:path'
import { done, err, ok, type Result } from '../../core/result.ts'
import type { VirtualPath } from '../../core/units.ts'
import { type KernelError, kernelError } from '../errno.ts'
import type { Directory, Fd, FileStat, FileSystemUsage, Files, Follow, OpenIntent, Root } from '../kernel.ts'
import * as k from './constants.ts'
import { LinuxDirectory } from './directory.ts'
import { statAt } from './file-stat.ts'
import { addressOf, c, E, failure, lastErrno, SYS, sys } from './library.ts'
import { openInRoot } from './open.ts'
import { pathOfDescriptor } from './own-descriptors.ts'
import { PathBuffer } from './path-buffer.ts'
import { descriptorOfRoot, LinuxRoot } from './root.ts'

const INTENT_FLAGS: Readonly<Record<OpenIntent['for'], number>> = {
  // Non-blocking: a FIFO or a device must not hang a thread that serves others.
  read: k.O_NONBLOCK | k.O_NOCTTY,
  write: k.O_WRONLY | k.O_CREAT | k.O_NOFOLLOW | k.O_NONBLOCK | k.O_NOCTTY,
  append: k.O_WRONLY | k.O_CREAT | k.O_APPEND | k.O_NOFOLLOW | k.O_NONBLOCK | k.O_NOCTTY,
  create: k.O_WRONLY | k.O_CREAT | k.O_EXCL | k.O_NOFOLLOW | k.O_NONBLOCK | k.O_NOCTTY,
}

const empty = new PathBuffer()
empty.write('')
const first = new PathBuffer()
const second = new PathBuffer()
const tooLong = err(kernelError('ENAMETOOLONG'))

/** struct statfs: type, block size, blocks, free, available, in 64-bit words. */
const usage = new BigUint64Array(15)
const usageAddress = addressOf(new Uint8Array(usage.buffer))
/** Two struct timespec. */
const times = new BigInt64Array(4)
const timesAddress = addressOf(new Uint8Array(times.buffer))

export class LinuxFiles implements Files {
  openRoot(path: string): Result<Root, KernelError> {
    if (!first.write(path)) return tooLong
    const fd = c.open(first.address, k.O_PATH | k.O_DIRECTORY | k.O_CLOEXEC, 0)
    if (fd < 0) return failure()
    const denied = notEnterable(fd as Fd)
    if (denied) {
      c.close(fd)
      return err(denied)
    }
    return ok(new LinuxRoot(fd as Fd, pathOfDescriptor(fd as Fd) ?? posix.resolve('/', path)))
  }

  open(root: Root, path: VirtualPath, intent: OpenIntent): Result<Fd, KernelError> {
    const mode = intent.for === 'read' ? 0 : intent.mode
    return openInRoot(descriptorOfRoot(root), path, INTENT_FLAGS[intent.for], mode)
  }

  openDirectory(root: Root, path: VirtualPath): Result<Directory, KernelError> {
    const rootFd = descriptorOfRoot(root)
    const opened = openInRoot(rootFd, path, k.O_DIRECTORY | k.O_NONBLOCK, 0)
    return opened.ok ? ok(new LinuxDirectory(opened.value, rootFd, path)) : opened
  }

  enter(root: Root, path: VirtualPath): Result<VirtualPath, KernelError> {
    return this.#at(root, path, k.O_DIRECTORY, (fd) => {
      const denied = notEnterable(fd)
      if (denied) return err(denied)
      const real = pathOfDescriptor(fd)
      if (real?.endsWith(' (deleted)')) return err(kernelError('ENOENT'))
      return ok(insideRoot(root.path, real) ?? (posix.normalize(path) as VirtualPath))
    })
  }

  stat(root: Root, path: VirtualPath, follow: Follow): Result<FileStat, KernelError> {
    const flags = follow === 'follow' ? 0 : k.O_NOFOLLOW
    return this.#at(root, path, flags, (fd) => statAt(fd, empty.address, k.AT_EMPTY_PATH))
  }

  readlink(root: Root, path: VirtualPath): Result<string, KernelError> {
    return this.#at(root, path, k.O_NOFOLLOW, (fd) => {
      const length = c.readlinkat(fd, empty.address, second.address, second.size)
      return length < 0 ? failure() : ok(second.read(length))
    })
  }

  mkdir(root: Root, path: VirtualPath, mode: number): Result<undefined, KernelError> {
    return inParent(root, path, first, (parent, name) => c.mkdirat(parent, name, mode))
  }

  rmdir(root: Root, path: VirtualPath): Result<undefined, KernelError> {
    if (/^\/*$/.test(path)) return err(kernelError('EBUSY'))
    return inParent(root, path, first, (parent, name) => c.unlinkat(parent, name, k.AT_REMOVEDIR))
  }

  unlink(root: Root, path: VirtualPath): Result<undefined, KernelError> {
    return inParent(root, path, first, (parent, name) => c.unlinkat(parent, name, 0))
  }

  rename(root: Root, from: VirtualPath, to: VirtualPath, existing: 'replace' | 'keep'): Result<undefined, KernelError> {
    const flags = existing === 'keep' ? k.RENAME_NOREPLACE : 0
    return withParent(root, from, first, (fromParent, fromName) =>
      inParent(root, to, second, (toParent, toName) =>
        sys(SYS.renameat2, fromParent, fromName, toParent, toName, flags),
      ),
    )
  }

  chmod(root: Root, path: VirtualPath, mode: number): Result<undefined, KernelError> {
    return this.#at(root, path, 0, (fd) => {
      if (sys(SYS.fchmodat2, fd, empty.address, mode, k.AT_EMPTY_PATH) === 0) return done
      return lastErrno() === E.ENOSYS ? this.#chmodOpened(root, path, mode) : failure()
    })
  }

  /** Before Linux 6.6 a mode can only be changed through a descriptor that was opened for reading. */
  #chmodOpened(root: Root, path: VirtualPath, mode: number): Result<undefined, KernelError> {
    const opened = this.open(root, path, { for: 'read' })
    if (!opened.ok) return opened
    const changed = c.fchmod(opened.value, mode) === 0 ? done : failure()
    c.close(opened.value)
    return changed
  }

  utimes(root: Root, path: VirtualPath, accessed: number, modified: number): Result<undefined, KernelError> {
    times[0] = BigInt(accessed)
    times[2] = BigInt(modified)
    return this.#at(root, path, 0, (fd) =>
      sys(SYS.utimensat, fd, empty.address, timesAddress, k.AT_EMPTY_PATH) === 0 ? done : failure(),
    )
  }

  usage(root: Root, path: VirtualPath): Result<FileSystemUsage, KernelError> {
    return this.#at(root, path, 0, (fd) => {
      if (c.fstatfs(fd, usageAddress) < 0) return failure()
      const block = Number(usage[1] ?? 0n)
      return ok({ totalBytes: Number(usage[2] ?? 0n) * block, availableBytes: Number(usage[4] ?? 0n) * block })
    })
  }

  fstat(fd: Fd): Result<FileStat, KernelError> {
    return statAt(fd, empty.address, k.AT_EMPTY_PATH)
  }

  read(fd: Fd, into: Uint8Array, from: number, length: number, offset: number): Result<number, KernelError> {
    const count = c.pread(fd, addressOf(into) + from, length, offset)
    return count < 0 ? failure() : ok(count)
  }

  write(fd: Fd, data: Uint8Array, from: number, length: number, offset: number): Result<number, KernelError> {
    const count = c.pwrite(fd, addressOf(data) + from, length, offset)
    return count < 0 ? failure() : ok(count)
  }

  truncate(fd: Fd, size: number): Result<undefined, KernelError> {
    return c.ftruncate(fd, size) < 0 ? failure() : done
  }

  close(fd: Fd): void {
    c.close(fd)
  }

  /** Acts on a path without opening what it names: needs no permission on it, and blocks on nothing. */
  #at<T>(
    root: Root,
    path: VirtualPath,
    flags: number,
    act: (fd: Fd) => Result<T, KernelError>,
  ): Result<T, KernelError> {
    const opened = openInRoot(descriptorOfRoot(root), path, k.O_PATH | flags, 0)
    if (!opened.ok) return opened
    const result = act(opened.value)
    c.close(opened.value)
    return result
  }
}

function notEnterable(fd: Fd): KernelError | undefined {
  const denied = sys(SYS.faccessat2, fd, empty.address, k.X_OK, k.AT_EACCESS | k.AT_EMPTY_PATH) < 0
  return denied ? failure().error : undefined
}

/** The path below the root; undefined when the directory is not there (moved away meanwhile), or cannot be told. */
function insideRoot(root: string, real: string | undefined): VirtualPath | undefined {
  if (real === undefined) return undefined
  if (root === '/') return real as VirtualPath
  if (real === root) return '/' as VirtualPath
  return real.startsWith(`${root}/`) ? (real.slice(root.length) as VirtualPath) : undefined
}

const inParent = (
  root: Root,
  path: VirtualPath,
  buffer: PathBuffer,
  act: (parent: Fd, name: number) => number,
): Result<undefined, KernelError> =>
  withParent(root, path, buffer, (parent, name) => (act(parent, name) < 0 ? failure() : done))

/**
 * Changes act on (parent descriptor, last component), so that no link planted meanwhile is followed. Of `/` the last
 * component is `.`, for which every call has its own refusal.
 */
function withParent(
  root: Root,
  path: VirtualPath,
  buffer: PathBuffer,
  act: (parent: Fd, name: number) => Result<undefined, KernelError>,
): Result<undefined, KernelError> {
  const rootFd = descriptorOfRoot(root)
  const end = path.search(/\/*$/)
  const start = path.lastIndexOf('/', end - 1) + 1
  if (!buffer.write(end === 0 ? '.' : path.slice(start))) return tooLong
  const parent = path.slice(0, start)
  if (parent === '/' || end === 0) return act(rootFd, buffer.address)
  const opened = openInRoot(rootFd, parent, k.O_PATH | k.O_DIRECTORY, 0)
  if (!opened.ok) return opened
  const result = act(opened.value, buffer.address)
  c.close(opened.value)
  return result
}
