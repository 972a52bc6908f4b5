import type { Fd, Root } from '../kernel.ts'
import { c } from './library.ts'

const CLOSED = -1 as Fd

/** A root as a descriptor: what every path of its session is resolved below. */
export class LinuxRoot implements Root {
  #fd: Fd
  readonly path: string

  constructor(fd: Fd, path: string) {
    this.#fd = fd
    this.path = path
  }

  /** Once closed, a number that no descriptor has: the old one may be another session's root by now. */
  get fd(): Fd {
    return this.#fd
  }

  [Symbol.dispose](): void {
    if (this.#fd === CLOSED) return
    c.close(this.#fd)
    this.#fd = CLOSED
  }
}

export function descriptorOfRoot(root: Root): Fd {
  if (root instanceof LinuxRoot) return root.fd
  throw new Error('this root belongs to another kernel')
}
