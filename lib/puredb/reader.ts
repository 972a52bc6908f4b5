import { type BigIntStats, closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs'
import { err, ok, type Result } from '../core/result.ts'
import { kernelError } from '../kernel/errno.ts'
import { PuredbIndex } from './index-file.ts'

/** More is refused before it is read: offsets in the file have 32 bits. */
const LARGEST = 0xffff_ffffn

interface Loaded {
  readonly version: string
  readonly index: PuredbIndex
}

/**
 * A `.pdb` file by its path. It is looked up anew for every login, so that `pure-pw mkdb` takes effect at once, and
 * read again only when it is another file than last time.
 */
export class PuredbReader {
  readonly file: string
  #loaded: Loaded | undefined

  constructor(file: string) {
    this.file = file
  }

  /** Errors name the file, what is wrong with it and what to do. */
  open(): Result<PuredbIndex, string> {
    try {
      const version = versionOf(statSync(this.file, { bigint: true }))
      if (this.#loaded?.version === version) return ok(this.#loaded.index)
      const content = readRegular(this.file)
      if (!content.ok) return this.#failure(content.error)
      const index = PuredbIndex.parse(content.value.bytes)
      if (!index.ok) return this.#failure(`${index.error}: run pure-pw mkdb`)
      this.#loaded = { version: content.value.version, index: index.value }
      return index
    } catch (error) {
      return this.#failure(reason(error))
    }
  }

  /** The text file beside it, when it has been changed since the index was made of it. */
  newerSource(): string | undefined {
    const source = this.file.replace(/\.[^./]*$/, '.passwd')
    if (source === this.file) return undefined
    return modified(source) > modified(this.file) ? source : undefined
  }

  #failure(why: string): Result<PuredbIndex, string> {
    this.#loaded = undefined
    return err(`${this.file}: ${why}`)
  }
}

/** A pipe or a device in place of the file would hang the thread, hence O_NONBLOCK and the check. */
function readRegular(file: string): Result<{ readonly bytes: Buffer; readonly version: string }, string> {
  const fd = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const stat = fstatSync(fd, { bigint: true })
    if (!stat.isFile()) return err('not a regular file')
    if (stat.size > LARGEST) return err(`${stat.size} bytes long, but offsets in it end at ${LARGEST}`)
    return ok({ bytes: readAll(fd, Number(stat.size)), version: versionOf(stat) })
  } finally {
    closeSync(fd)
  }
}

/** A file that shrinks meanwhile is as long as what was read of it. */
function readAll(fd: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafeSlow(size)
  let length = 0
  for (let got = 1; got > 0 && length < size; length += got) got = readSync(fd, bytes, length, size - length, length)
  return bytes.subarray(0, length)
}

const versionOf = ({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string =>
  [dev, ino, size, mtimeNs, ctimeNs].join(' ')

function modified(file: string): bigint {
  return statSync(file, { bigint: true, throwIfNoEntry: false })?.mtimeNs ?? 0n
}

const reason = (error: unknown): string => kernelError((error as NodeJS.ErrnoException).code ?? String(error)).text
