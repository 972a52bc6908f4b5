import { err, ok, type Result } from '../core/result.ts'
import { BUCKETS, bucketOf, hashOf } from './hash.ts'

/** `PDB2`, then the offsets of the 256 slot tables and of their common end (puredb.md §2). */
export const MAGIC = 'PDB2'
const POINTERS = MAGIC.length
export const HEADER_BYTES = POINTERS + 4 * (BUCKETS + 1)
const SLOT_BYTES = 8
const LIMIT = 0xffff_ffff

/** A part of the file, as offsets. */
interface Span {
  readonly start: number
  readonly end: number
}

/**
 * The content of a `.pdb` file. Nothing in it is believed: every offset and length is checked against the file
 * before it is used, and what is wrong is told with what would be right.
 */
export class PuredbIndex {
  readonly #bytes: Buffer

  private constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  static parse(bytes: Buffer): Result<PuredbIndex, string> {
    if (bytes.length < HEADER_BYTES) return err(`${bytes.length} bytes long, but the header alone has ${HEADER_BYTES}`)
    if (bytes.length > LIMIT) return err(`${bytes.length} bytes long, but offsets in it end at ${LIMIT}`)
    const magic = bytes.toString('latin1', 0, MAGIC.length)
    if (magic !== MAGIC) return err(`starts with ${JSON.stringify(magic)} instead of "${MAGIC}"`)
    return ok(new PuredbIndex(bytes))
  }

  /** The value of the first record with this key, both as bytes; undefined when there is none. */
  find(key: string): Result<string | undefined, string> {
    const bytes = Buffer.from(key, 'latin1')
    const hash = hashOf(bytes)
    const table = this.#table(bucketOf(hash))
    if (!table.ok) return table
    for (let slot = this.#firstSlot(table.value, hash); slot + SLOT_BYTES <= table.value.end; slot += SLOT_BYTES) {
      if (this.#bytes.readUInt32BE(slot) !== hash) break
      const record = this.#record(this.#bytes.readUInt32BE(slot + 4))
      if (!record.ok) return record
      if (record.value.key.equals(bytes)) return ok(record.value.value.toString('latin1'))
    }
    return ok(undefined)
  }

  /** Reads every record of the index; tells how many there are. */
  check(): Result<number, string> {
    let count = 0
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      const table = this.#table(bucket)
      if (!table.ok) return table
      for (let slot = table.value.start; slot + SLOT_BYTES <= table.value.end; slot += SLOT_BYTES) {
        const problem = this.#problemOfSlot(slot, bucket)
        if (problem !== undefined) return err(problem)
        count++
      }
    }
    return ok(count)
  }

  /** Any stored value: what a login that does not exist is made to cost. */
  sample(): string | undefined {
    const first = this.#record(this.#bytes.readUInt32BE(POINTERS + 4 * BUCKETS))
    return first.ok ? first.value.value.toString('latin1') : undefined
  }

  #table(bucket: number): Result<Span, string> {
    const start = this.#bytes.readUInt32BE(POINTERS + 4 * bucket)
    const end = this.#bytes.readUInt32BE(POINTERS + 4 * (bucket + 1))
    if (start < HEADER_BYTES || start >= end) {
      return err(
        `bucket ${bucket} lies at ${start} to ${end}, but should start at ${HEADER_BYTES} or later and not end there`,
      )
    }
    if (end > this.#bytes.length) {
      return err(`bucket ${bucket} ends at byte ${end}, but the file ends at ${this.#bytes.length}`)
    }
    return ok({ start, end })
  }

  /** Slots are sorted by hash: the first one that is not smaller. An empty bucket has only a filler of 4 bytes. */
  #firstSlot({ start, end }: Span, hash: number): number {
    let low = 0
    let high = Math.floor((end - start) / SLOT_BYTES)
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#bytes.readUInt32BE(start + middle * SLOT_BYTES) < hash) low = middle + 1
      else high = middle
    }
    return start + low * SLOT_BYTES
  }

  #record(offset: number): Result<{ readonly key: Buffer; readonly value: Buffer }, string> {
    const key = this.#counted(offset, 'key')
    if (!key.ok) return key
    const value = this.#counted(key.value.end, 'value')
    if (!value.ok) return value
    const cut = ({ start, end }: Span): Buffer => this.#bytes.subarray(start, end)
    return ok({ key: cut(key.value), value: cut(value.value) })
  }

  /** Bytes that follow their own number. */
  #counted(offset: number, what: string): Result<Span, string> {
    const size = this.#bytes.length
    if (offset < HEADER_BYTES || offset + 4 > size) {
      return err(`a ${what} should start at byte ${offset}, but records lie between ${HEADER_BYTES} and ${size}`)
    }
    const start = offset + 4
    const end = start + this.#bytes.readUInt32BE(offset)
    if (end > size) return err(`the ${what} at byte ${offset} ends at ${end}, but the file ends at ${size}`)
    return ok({ start, end })
  }

  #problemOfSlot(slot: number, bucket: number): string | undefined {
    const hash = this.#bytes.readUInt32BE(slot)
    const record = this.#record(this.#bytes.readUInt32BE(slot + 4))
    if (!record.ok) return record.error
    if (hashOf(record.value.key) === hash && bucketOf(hash) === bucket) return undefined
    return `the slot at byte ${slot} has hash ${hash}, but its key has ${hashOf(record.value.key)}`
  }
}
