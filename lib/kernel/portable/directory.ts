import { ok, type Result } from '../../core/result.ts'
import type { VirtualPath } from '../../core/units.ts'
import type { KernelError } from '../errno.ts'
import type { Directory, FileStat, Files, Follow, Root } from '../kernel.ts'

/** Names that `next` gives at once. */
const BATCH = 256

/** A directory whose names were read when it was opened: nothing stays open. */
export class PortableDirectory implements Directory {
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
    // Nothing to close.
  }

  #of(name: string): VirtualPath {
    return `${this.#path}/${name}` as VirtualPath
  }
}
