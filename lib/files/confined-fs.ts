import type { Result } from '../core/result.ts'
import type { VirtualPath } from '../core/units.ts'
import type { KernelError } from '../kernel/errno.ts'
import type {
  Directory,
  Fd,
  FileStat,
  FileSystemUsage,
  Follow,
  Identity,
  Kernel,
  OpenIntent,
  Root,
} from '../kernel/kernel.ts'

/**
 * A session's view of the file system: every call runs as the session's user and is resolved inside its root.
 * Paths are absolute (`files/virtual-path.ts` joins a client's argument to the current directory).
 */
export class ConfinedFs implements Disposable {
  readonly #kernel: Kernel
  readonly #root: Root
  readonly identity: Identity

  constructor(kernel: Kernel, root: Root, identity: Identity) {
    this.#kernel = kernel
    this.#root = root
    this.identity = identity
  }

  /** Real path of the root, as bytes: what logs put in front of a virtual path. */
  get rootPath(): string {
    return this.#root.path
  }

  /** Runs several calls under one identity switch. `act` must not await. */
  run<T>(act: () => T): T {
    return this.#kernel.credentials.run(this.identity, act)
  }

  open(path: VirtualPath, intent: OpenIntent): Result<Fd, KernelError> {
    return this.run(() => this.#kernel.files.open(this.#root, path, intent))
  }

  openDirectory(path: VirtualPath): Result<Directory, KernelError> {
    return this.run(() => this.#kernel.files.openDirectory(this.#root, path))
  }

  enter(path: VirtualPath): Result<VirtualPath, KernelError> {
    return this.run(() => this.#kernel.files.enter(this.#root, path))
  }

  stat(path: VirtualPath, follow: Follow): Result<FileStat, KernelError> {
    return this.run(() => this.#kernel.files.stat(this.#root, path, follow))
  }

  readlink(path: VirtualPath): Result<string, KernelError> {
    return this.run(() => this.#kernel.files.readlink(this.#root, path))
  }

  mkdir(path: VirtualPath, mode: number): Result<undefined, KernelError> {
    return this.run(() => this.#kernel.files.mkdir(this.#root, path, mode))
  }

  rmdir(path: VirtualPath): Result<undefined, KernelError> {
    return this.run(() => this.#kernel.files.rmdir(this.#root, path))
  }

  unlink(path: VirtualPath): Result<undefined, KernelError> {
    return this.run(() => this.#kernel.files.unlink(this.#root, path))
  }

  rename(from: VirtualPath, to: VirtualPath, existing: 'replace' | 'keep'): Result<undefined, KernelError> {
    return this.run(() => this.#kernel.files.rename(this.#root, from, to, existing))
  }

  chmod(path: VirtualPath, mode: number): Result<undefined, KernelError> {
    return this.run(() => this.#kernel.files.chmod(this.#root, path, mode))
  }

  utimes(path: VirtualPath, accessed: number, modified: number): Result<undefined, KernelError> {
    return this.run(() => this.#kernel.files.utimes(this.#root, path, accessed, modified))
  }

  usage(path: VirtualPath): Result<FileSystemUsage, KernelError> {
    return this.run(() => this.#kernel.files.usage(this.#root, path))
  }

  [Symbol.dispose](): void {
    this.#root[Symbol.dispose]()
  }
}
