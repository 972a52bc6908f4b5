import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statfsSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { OWNER } from './contenders.ts'
import type { Scale } from './rows.ts'

export const SMALL_FILES = 100

/** What the servers serve, in memory if there is room, so that no disk is measured. */
export class Files implements Disposable {
  readonly #directory: string
  readonly root: string
  /** What clients upload; outside of what is served. */
  readonly source: string
  readonly scratch: string

  constructor({ downloadBytes, uploadBytes }: Scale) {
    this.#directory = mkdtempSync(join(memoryFor(downloadBytes + 10 * uploadBytes), 'pure-ftpd-bench-'))
    process.on('exit', this.#remove) // gigabytes of memory: given back however the bench ends
    chmodSync(this.#directory, 0o755)
    this.root = this.#make('root')
    this.scratch = this.#make('scratch')
    this.source = join(this.scratch, 'source')
    fill(this.source, uploadBytes)
    fill(join(this.root, 'big'), downloadBytes)
    chmodSync(this.#make('root/up'), 0o777) // servers write as different users
    this.#many('root/small', SMALL_FILES, randomBytes(1024))
    for (const entries of [1000, 10_000]) this.#many(`root/dir${entries}`, entries, Buffer.from('x'))
    if (process.getuid?.() === 0) chownSync(this.root, OWNER.uid, OWNER.gid)
  }

  #make(name: string): string {
    const path = join(this.#directory, name)
    mkdirSync(path)
    return path
  }

  #many(name: string, count: number, content: Buffer): void {
    const directory = this.#make(name)
    for (let at = 0; at < count; at++) writeFileSync(join(directory, String(at)), content)
  }

  [Symbol.dispose](): void {
    this.#remove()
    process.off('exit', this.#remove)
  }

  readonly #remove = (): void => rmSync(this.#directory, { recursive: true, force: true })
}

function memoryFor(bytes: number): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    if (bavail * bsize > bytes) return '/dev/shm'
  } catch {
    // not Linux, or a container without it
  }
  console.error(`/dev/shm has no room for ${bytes} bytes: a disk will be measured, too`)
  return tmpdir()
}

function fill(path: string, size: number): void {
  const file = openSync(path, 'w', 0o644)
  const chunk = randomBytes(2 ** 20)
  for (let written = 0; written < size; written += chunk.length) writeSync(file, chunk)
  closeSync(file)
}
