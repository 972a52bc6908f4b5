import type { Fd, Root } from '../kernel.ts'
import { c } from './library.ts'

/** A root as a descriptor: what every path of its session is resolved below. */
export class LinuxRoot implements Root {
  readonly fd: Fd
  readonly path: string
  #closed = false

  constructor(fd: Fd, path: string) {
    this.fd = fd
    this.path = path
  }

  [Symbol.dispose](): void {
    if (this.#closed) return
    this.#closed = true
    c.close(this.fd)
  }
}

export function descriptorOfRoot(root: Root): Fd {
  if (root instanceof LinuxRoot) return root.fd
  throw new Error('this root belongs to another kernel')
}
