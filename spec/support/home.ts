import {
  chmodSync,
  chownSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/**
 * Names to contents; a name that ends in `/` is a directory. Names are byte strings (lib/core/bytes.ts), and so are
 * contents given as text.
 */
export type Tree = Readonly<Record<string, string | Uint8Array | null | { readonly link: string }>>

export interface Owner {
  readonly uid: number
  readonly gid: number
}

/** A path for node:fs whose characters are bytes. */
const bytes = (path: string): Buffer => Buffer.from(path, 'latin1')

/** A temporary directory that others may enter, removed with everything in it. */
export class TemporaryDirectory implements Disposable {
  readonly path: string

  constructor(parent = tmpdir()) {
    this.path = mkdtempSync(join(parent, 'pure-ftpd-spec-'))
    chmodSync(this.path, 0o755)
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true })
  }
}

/** What a user's sessions are confined to. */
export class Home {
  readonly path: string
  readonly #owner: Owner

  constructor(path: string, tree: Tree, owner: Owner) {
    this.path = path
    this.#owner = owner
    mkdirSync(path, { recursive: true })
    this.#give(path)
    for (const [name, content] of Object.entries(tree)) this.put(name, content)
  }

  put(name: string, content: Tree[string]): void {
    const path = this.at(name)
    const parent = name.endsWith('/') ? name.slice(0, -1) : dirname(name)
    this.#makeParents(parent)
    if (content === null) return
    if (typeof content === 'object' && 'link' in content) symlinkSync(bytes(content.link), path)
    else writeFileSync(path, typeof content === 'string' ? bytes(content) : content)
    this.#give(path)
  }

  /** For node:fs. */
  at(name: string): Buffer {
    return bytes(join(this.path, name))
  }

  read(name: string): Buffer {
    return readFileSync(this.at(name))
  }

  text(name: string): string {
    return this.read(name).toString('latin1')
  }

  has(name: string): boolean {
    return existsSync(this.at(name))
  }

  /** Permission bits. */
  mode(name: string): number {
    return lstatSync(this.at(name)).mode & 0o7777
  }

  names(directory = '.'): readonly string[] {
    return readdirSync(this.at(directory), { encoding: 'latin1' }).toSorted()
  }

  #makeParents(path: string): void {
    if (path === '.' || path === '' || this.has(path)) return
    this.#makeParents(dirname(path))
    mkdirSync(this.at(path))
    this.#give(this.at(path))
  }

  #give(path: string | Buffer): void {
    if (process.getuid?.() !== 0) return
    if (lstatSync(path).isSymbolicLink()) lchownSync(path, this.#owner.uid, this.#owner.gid)
    else chownSync(path, this.#owner.uid, this.#owner.gid)
  }
}
