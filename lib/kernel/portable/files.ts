import * as fs from 'node:fs'
import { done, err, type Result } from '../../core/result.ts'
import type { VirtualPath } from '../../core/units.ts'
import { type KernelError, kernelError } from '../errno.ts'
import type { Directory, Fd, FileStat, FileSystemUsage, Files, Follow, OpenIntent, Root } from '../kernel.ts'
import { attempt, fail } from './attempt.ts'
import { PortableDirectory } from './directory.ts'
import { refusal, resolveInRoot, resolveParent, systemPath } from './resolve.ts'
import { statOf } from './stat-of.ts'

const { O_RDONLY, O_WRONLY, O_CREAT, O_EXCL, O_APPEND, O_NONBLOCK, O_NOFOLLOW, O_NOCTTY } = fs.constants
const SAFE = O_NONBLOCK | O_NOCTTY
const FLAGS: Readonly<Record<OpenIntent['for'], number>> = {
  read: O_RDONLY | SAFE,
  write: O_WRONLY | O_CREAT | O_NOFOLLOW | SAFE,
  append: O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | SAFE,
  create: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | SAFE,
}

/** Done, or why not. */
const settled = <T>(result: Result<T, KernelError>): Result<undefined, KernelError> => (result.ok ? done : result)

class PortableRoot implements Root {
  readonly path: string
  constructor(path: string) {
    this.path = path
  }
  [Symbol.dispose](): void {
    // A path holds nothing.
  }
}

export class PortableFiles implements Files {
  openRoot(path: string): Result<Root, KernelError> {
    return attempt(() => {
      const refused = path === '' ? 'ENOENT' : refusal(path)
      if (refused) fail(refused)
      const real = fs.realpathSync(systemPath(path), { encoding: 'latin1' })
      // `/.` fails for what is not a directory, or may not be entered.
      fs.statSync(systemPath(`${real}/.`))
      return new PortableRoot(real)
    })
  }

  open(root: Root, path: VirtualPath, intent: OpenIntent): Result<Fd, KernelError> {
    const flags = FLAGS[intent.for]
    if (intent.for === 'read') return this.#at(root, path, true, (real) => fs.openSync(real, flags) as Fd)
    const resolved = resolveParent(root.path, path)
    return resolved.ok ? attempt(() => fs.openSync(systemPath(resolved.value), flags, intent.mode) as Fd) : resolved
  }

  openDirectory(root: Root, path: VirtualPath): Result<Directory, KernelError> {
    return this.#at(root, path, true, (real) => {
      const names = fs.readdirSync(real, { encoding: 'latin1' })
      return new PortableDirectory(root, path, ['.', '..', ...names], this)
    })
  }

  enter(root: Root, path: VirtualPath): Result<VirtualPath, KernelError> {
    return this.#at(root, path, true, (real) => {
      const entered = real.toString('latin1')
      fs.statSync(systemPath(`${entered}/.`))
      return (root.path === '/' ? entered : entered.slice(root.path.length) || '/') as VirtualPath
    })
  }

  stat(root: Root, path: VirtualPath, follow: Follow): Result<FileStat, KernelError> {
    return this.#at(root, path, follow === 'follow', (real) => statOf(fs.lstatSync(real, { bigint: true })))
  }

  readlink(root: Root, path: VirtualPath): Result<string, KernelError> {
    return this.#at(root, path, false, (real) => fs.readlinkSync(real, { encoding: 'latin1' }))
  }

  mkdir(root: Root, path: VirtualPath, mode: number): Result<undefined, KernelError> {
    return this.#change(root, path, (real) => fs.mkdirSync(real, { mode }))
  }

  rmdir(root: Root, path: VirtualPath): Result<undefined, KernelError> {
    if (isRoot(path)) return err(kernelError('EBUSY'))
    return this.#change(root, path, (real) => fs.rmdirSync(real))
  }

  unlink(root: Root, path: VirtualPath): Result<undefined, KernelError> {
    return this.#change(root, path, (real) => {
      // unlink(2) of a directory is EPERM by POSIX, and some systems do it.
      if (fs.lstatSync(real).isDirectory()) fail('EISDIR')
      fs.unlinkSync(real)
    })
  }

  rename(root: Root, from: VirtualPath, to: VirtualPath, existing: 'replace' | 'keep'): Result<undefined, KernelError> {
    if (isRoot(from) || isRoot(to)) return err(kernelError('EBUSY'))
    const source = resolveParent(root.path, from)
    if (!source.ok) return source
    return this.#change(root, to, (real) => {
      if (existing === 'keep' && fs.lstatSync(real, { throwIfNoEntry: false })) fail('EEXIST')
      fs.renameSync(systemPath(source.value), real)
    })
  }

  chmod(root: Root, path: VirtualPath, mode: number): Result<undefined, KernelError> {
    return settled(this.#at(root, path, true, (real) => fs.chmodSync(real, mode)))
  }

  utimes(root: Root, path: VirtualPath, accessed: number, modified: number): Result<undefined, KernelError> {
    return settled(this.#at(root, path, true, (real) => fs.utimesSync(real, date(accessed), date(modified))))
  }

  usage(root: Root, path: VirtualPath): Result<FileSystemUsage, KernelError> {
    return this.#at(root, path, true, (real) => {
      const { bsize, blocks, bavail } = fs.statfsSync(real)
      return { totalBytes: blocks * bsize, availableBytes: bavail * bsize }
    })
  }

  fstat(fd: Fd): Result<FileStat, KernelError> {
    return attempt(() => statOf(fs.fstatSync(fd, { bigint: true })))
  }

  read(fd: Fd, into: Uint8Array, from: number, length: number, offset: number): Result<number, KernelError> {
    return attempt(() => fs.readSync(fd, into, from, length, offset))
  }

  write(fd: Fd, data: Uint8Array, from: number, length: number, offset: number): Result<number, KernelError> {
    return attempt(() => fs.writeSync(fd, data, from, length, offset))
  }

  truncate(fd: Fd, size: number): Result<undefined, KernelError> {
    return settled(attempt(() => fs.ftruncateSync(fd, size)))
  }

  close(fd: Fd): void {
    fs.closeSync(fd)
  }

  #change(root: Root, path: VirtualPath, act: (real: Buffer) => unknown): Result<undefined, KernelError> {
    const resolved = resolveParent(root.path, path)
    return resolved.ok ? settled(attempt(() => act(systemPath(resolved.value)))) : resolved
  }

  #at<T>(root: Root, path: VirtualPath, follow: boolean, act: (real: Buffer) => T): Result<T, KernelError> {
    const resolved = resolveInRoot(root.path, path, follow)
    return resolved.ok ? attempt(() => act(systemPath(resolved.value))) : resolved
  }
}

/** As a number, a time before 1970 would be taken for now. */
const date = (seconds: number): Date => new Date(seconds * 1000)

const isRoot = (path: string): boolean => /^\/*$/.test(path)
