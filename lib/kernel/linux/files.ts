import { posix } from 'node:path'
import { err, ok, type Result } from '../../core/result.ts'
import type { VirtualPath } from '../../core/units.ts'
import { type KernelError, kernelError } from '../errno.ts'
import type { Directory, Fd, FileStat, FileSystemUsage, Files, Follow, OpenIntent, Root } from '../kernel.ts'
import * as k from './constants.ts'
import { LinuxDirectory } from './directory.ts'
import { openEnterable, resolvedPath } from './enter.ts'
import { statOf } from './file-stat.ts'
import { inParent, outcome } from './in-parent.ts'
import { addressOf, c, E, failure, lastErrno, regionOf, SYS, sys } from './library.ts'
import { changeMode } from './mode.ts'
import { openInRoot } from './open.ts'
import { pathOfDescriptor } from './own-descriptors.ts'
import { emptyPath, PathBuffer, refusedPath } from './path-buffer.ts'
import { renameKeeping, renameReplacing } from './rename.ts'
import { descriptorOfRoot, LinuxRoot } from './root.ts'

const INTENT_FLAGS: Readonly<Record<OpenIntent['for'], number>> = {
  // Non-blocking: a FIFO or a device must not hang a thread that serves others.
  read: k.O_NONBLOCK | k.O_NOCTTY,
  write: k.O_WRONLY | k.O_CREAT | k.O_NOFOLLOW | k.O_NONBLOCK | k.O_NOCTTY,
  append: k.O_WRONLY | k.O_CREAT | k.O_APPEND | k.O_NOFOLLOW | k.O_NONBLOCK | k.O_NOCTTY,
  create: k.O_WRONLY | k.O_CREAT | k.O_EXCL | k.O_NOFOLLOW | k.O_NONBLOCK | k.O_NOCTTY,
}

const first = new PathBuffer()
const second = new PathBuffer()

/** struct statfs in 64-bit words. Counts are of fragments where the file system has them (FUSE, NFS). */
const [BLOCK, BLOCKS, AVAILABLE, FRAGMENT] = [1, 2, 4, 9]
const usage = new BigUint64Array(15)
const usageAddress = addressOf(new Uint8Array(usage.buffer))
/** Two struct timespec. */
const times = new BigInt64Array(4)
const timesAddress = addressOf(new Uint8Array(times.buffer))

export class LinuxFiles implements Files {
  openRoot(path: string): Result<Root, KernelError> {
    // `/.`: it must be a directory that may be entered.
    if (path === '') return err(kernelError('ENOENT'))
    if (!first.write(`${path}/.`)) return refusedPath(path)
    const fd = c.open(first.address, k.O_PATH | k.O_DIRECTORY | k.O_CLOEXEC, 0)
    if (fd < 0) return failure()
    return ok(new LinuxRoot(fd as Fd, pathOfDescriptor(fd as Fd) ?? posix.resolve('/', path)))
  }

  open(root: Root, path: VirtualPath, intent: OpenIntent): Result<Fd, KernelError> {
    const mode = intent.for === 'read' ? 0 : intent.mode
    return openInRoot(descriptorOfRoot(root), path, INTENT_FLAGS[intent.for], mode)
  }

  openDirectory(root: Root, path: VirtualPath): Result<Directory, KernelError> {
    const opened = openInRoot(descriptorOfRoot(root), path, k.O_DIRECTORY | k.O_NONBLOCK, 0)
    return opened.ok ? ok(new LinuxDirectory(opened.value, root, path)) : opened
  }

  enter(root: Root, path: VirtualPath): Result<VirtualPath, KernelError> {
    const opened = openEnterable(descriptorOfRoot(root), path)
    if (!opened.ok) return opened
    const resolved = resolvedPath(root, path, opened.value)
    c.close(opened.value)
    return resolved
  }

  stat(root: Root, path: VirtualPath, follow: Follow): Result<FileStat, KernelError> {
    return this.#at(root, path, follow === 'follow' ? 0 : k.O_NOFOLLOW, statOf)
  }

  readlink(root: Root, path: VirtualPath): Result<string, KernelError> {
    return this.#at(root, path, k.O_NOFOLLOW, (fd) => {
      const length = c.readlinkat(fd, emptyPath.address, second.address, second.size)
      if (length >= 0) return ok(second.read(length))
      // With an empty path, ENOENT says that it is no link.
      return lastErrno() === E.ENOENT ? err(kernelError('EINVAL')) : failure()
    })
  }

  mkdir(root: Root, path: VirtualPath, mode: number): Result<undefined, KernelError> {
    return inParent(root, path, first, (parent, name) => outcome(c.mkdirat(parent, name, mode)))
  }

  rmdir(root: Root, path: VirtualPath): Result<undefined, KernelError> {
    if (/^\/*$/.test(path)) return err(kernelError('EBUSY'))
    return inParent(root, path, first, (parent, name) => outcome(c.unlinkat(parent, name, k.AT_REMOVEDIR)))
  }

  unlink(root: Root, path: VirtualPath): Result<undefined, KernelError> {
    return inParent(root, path, first, (parent, name) => outcome(c.unlinkat(parent, name, 0)))
  }

  rename(root: Root, from: VirtualPath, to: VirtualPath, existing: 'replace' | 'keep'): Result<undefined, KernelError> {
    const rename = existing === 'keep' ? renameKeeping : renameReplacing
    return inParent(root, from, first, (parent, name) =>
      inParent(root, to, second, (toParent, toName) => rename({ parent, name }, { parent: toParent, name: toName })),
    )
  }

  chmod(root: Root, path: VirtualPath, mode: number): Result<undefined, KernelError> {
    return this.#at(root, path, 0, (fd) => changeMode(fd, mode))
  }

  utimes(root: Root, path: VirtualPath, accessed: number, modified: number): Result<undefined, KernelError> {
    times[0] = BigInt(accessed)
    times[2] = BigInt(modified)
    return this.#at(root, path, 0, (fd) =>
      outcome(sys(SYS.utimensat, fd, emptyPath.address, timesAddress, k.AT_EMPTY_PATH)),
    )
  }

  usage(root: Root, path: VirtualPath): Result<FileSystemUsage, KernelError> {
    return this.#at(root, path, 0, (fd) => {
      if (c.fstatfs(fd, usageAddress) < 0) return failure()
      const block = Number(usage[FRAGMENT] || usage[BLOCK] || 0n)
      return ok({
        totalBytes: Number(usage[BLOCKS] ?? 0n) * block,
        availableBytes: Number(usage[AVAILABLE] ?? 0n) * block,
      })
    })
  }

  fstat(fd: Fd): Result<FileStat, KernelError> {
    return statOf(fd)
  }

  read(fd: Fd, into: Uint8Array, from: number, length: number, offset: number): Result<number, KernelError> {
    const count = c.pread(fd, regionOf(into, from, length), length, offset)
    return count < 0 ? failure() : ok(count)
  }

  write(fd: Fd, data: Uint8Array, from: number, length: number, offset: number): Result<number, KernelError> {
    const count = c.pwrite(fd, regionOf(data, from, length), length, offset)
    return count < 0 ? failure() : ok(count)
  }

  truncate(fd: Fd, size: number): Result<undefined, KernelError> {
    return outcome(c.ftruncate(fd, size))
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
