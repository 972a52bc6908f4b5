import * as fs from 'node:fs'
import { done, err, ok, type Result } from '../../core/result.ts'
import type { VirtualPath } from '../../core/units.ts'
import { type KernelError, kernelError } from '../errno.ts'
import type { Directory, Fd, FileKind, FileStat, FileSystemUsage, Files, Follow, OpenIntent, Root } from '../kernel.ts'
import { resolveInRoot, systemPath } from './resolve.ts'

const { O_RDONLY, O_WRONLY, O_CREAT, O_EXCL, O_APPEND, O_NONBLOCK, O_NOFOLLOW, O_NOCTTY } = fs.constants
const SAFE = O_NONBLOCK | O_NOCTTY
const FLAGS: Readonly<Record<OpenIntent['for'], number>> = {
  read: O_RDONLY | SAFE,
  write: O_WRONLY | O_CREAT | O_NOFOLLOW | SAFE,
  append: O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | SAFE,
  create: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | SAFE,
}

/** Names that openDirectory gives at once. */
const BATCH = 256

/** A failed call of node:fs as an error value; other exceptions are bugs. */
export function attempt<T>(act: () => T): Result<T, KernelError> {
  try {
    return ok(act())
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === undefined) throw error
    return err(kernelError(code))
  }
}

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
      const real = fs.realpathSync(systemPath(path), { encoding: 'latin1' })
      // `/.` fails for what is not a directory, or may not be entered.
      fs.statSync(systemPath(`${real}/.`))
      return new PortableRoot(real)
    })
  }

  open(root: Root, path: VirtualPath, intent: OpenIntent): Result<Fd, KernelError> {
    const follow = intent.for === 'read'
    const mode = intent.for === 'read' ? 0 : intent.mode
    return this.#at(root, path, follow, (real) => fs.openSync(real, FLAGS[intent.for], mode) as Fd)
  }

  openDirectory(root: Root, path: VirtualPath): Result<Directory, KernelError> {
    return this.#at(root, path, true, (real) => {
      const names = fs.readdirSync(real, { encoding: 'latin1' })
      return new PortableDirectory(root, path, ['.', '..', ...names], this)
    })
  }

  enter(root: Root, path: VirtualPath): Result<VirtualPath, KernelError> {
    const resolved = resolveInRoot(root.path, path, true)
    if (!resolved.ok) return resolved
    const entered = attempt(() => fs.statSync(systemPath(`${resolved.value}/.`)))
    if (!entered.ok) return entered
    const inside = root.path === '/' ? resolved.value : resolved.value.slice(root.path.length)
    return ok((inside === '' ? '/' : inside) as VirtualPath)
  }

  stat(root: Root, path: VirtualPath, follow: Follow): Result<FileStat, KernelError> {
    return this.#at(root, path, follow === 'follow', (real) => statOf(fs.lstatSync(real, { bigint: true })))
  }

  readlink(root: Root, path: VirtualPath): Result<string, KernelError> {
    return this.#at(root, path, false, (real) => fs.readlinkSync(real, { encoding: 'latin1' }))
  }

  mkdir(root: Root, path: VirtualPath, mode: number): Result<undefined, KernelError> {
    return this.#change(root, path, false, (real) => fs.mkdirSync(real, { mode }))
  }

  rmdir(root: Root, path: VirtualPath): Result<undefined, KernelError> {
    if (isRoot(path)) return err(kernelError('EBUSY'))
    return this.#change(root, path, false, (real) => fs.rmdirSync(real))
  }

  unlink(root: Root, path: VirtualPath): Result<undefined, KernelError> {
    if (isRoot(path)) return err(kernelError('EISDIR'))
    return this.#change(root, path, false, (real) => {
      if (fs.lstatSync(real).isDirectory()) throw Object.assign(new Error('EISDIR'), { code: 'EISDIR' })
      fs.unlinkSync(real)
    })
  }

  rename(root: Root, from: VirtualPath, to: VirtualPath, existing: 'replace' | 'keep'): Result<undefined, KernelError> {
    if (isRoot(from) || isRoot(to)) return err(kernelError('EBUSY'))
    const source = resolveInRoot(root.path, from, false)
    if (!source.ok) return source
    return this.#change(root, to, false, (real) => {
      if (existing === 'keep' && fs.lstatSync(real, { throwIfNoEntry: false })) {
        throw Object.assign(new Error('EEXIST'), { code: 'EEXIST' })
      }
      fs.renameSync(systemPath(source.value), real)
    })
  }

  chmod(root: Root, path: VirtualPath, mode: number): Result<undefined, KernelError> {
    return this.#change(root, path, true, (real) => fs.chmodSync(real, mode))
  }

  utimes(root: Root, path: VirtualPath, accessed: number, modified: number): Result<undefined, KernelError> {
    return this.#change(root, path, true, (real) => fs.utimesSync(real, accessed, modified))
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
    const cut = attempt(() => fs.ftruncateSync(fd, size))
    return cut.ok ? done : cut
  }

  close(fd: Fd): void {
    fs.closeSync(fd)
  }

  #change(
    root: Root,
    path: VirtualPath,
    follow: boolean,
    act: (real: Buffer) => unknown,
  ): Result<undefined, KernelError> {
    const changed = this.#at(root, path, follow, act)
    return changed.ok ? done : changed
  }

  #at<T>(root: Root, path: VirtualPath, follow: boolean, act: (real: Buffer) => T): Result<T, KernelError> {
    const resolved = resolveInRoot(root.path, path, follow)
    return resolved.ok ? attempt(() => act(systemPath(resolved.value))) : resolved
  }
}

const isRoot = (path: string): boolean => /^\/*$/.test(path)

class PortableDirectory implements Directory {
  readonly #root: Root
  readonly #path: string
  readonly #names: readonly string[]
  readonly #files: Files
  #at = 0

  constructor(root: Root, path: string, names: readonly string[], files: Files) {
    this.#root = root
    this.#path = path
    this.#names = names
    this.#files = files
  }

  next(): Result<readonly string[], KernelError> {
    const names = this.#names.slice(this.#at, this.#at + BATCH)
    this.#at += names.length
    return ok(names)
  }

  stat(name: string, follow: Follow): Result<FileStat, KernelError> {
    return this.#files.stat(this.#root, this.#of(name), follow)
  }

  readlink(name: string): Result<string, KernelError> {
    return this.#files.readlink(this.#root, this.#of(name))
  }

  [Symbol.dispose](): void {
    // All names were read when it was opened.
  }

  #of(name: string): VirtualPath {
    return `${this.#path}/${name}` as VirtualPath
  }
}

function statOf(stat: fs.BigIntStats): FileStat {
  return {
    kind: kindOf(stat),
    mode: Number(stat.mode & 0o7777n),
    links: Number(stat.nlink),
    uid: Number(stat.uid),
    gid: Number(stat.gid),
    size: Number(stat.size),
    modified: Number(stat.mtimeNs / 1_000_000_000n),
    device: Number(stat.dev),
    inodeHigh: Number(stat.ino >> 32n),
    inodeLow: Number(stat.ino & 0xffff_ffffn),
  }
}

function kindOf(stat: fs.BigIntStats): FileKind {
  if (stat.isFile()) return 'file'
  if (stat.isDirectory()) return 'directory'
  return stat.isSymbolicLink() ? 'symlink' : 'other'
}
