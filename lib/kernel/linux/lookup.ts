import { addressOf, type Call, call, E } from './library.ts'

const strlen = call('size_t strlen(uintptr_t)')
const memcpy = call('uintptr_t memcpy(uintptr_t, uintptr_t, size_t)')

/** Room for the strings of one entry; a group with thousands of members needs more. */
const INITIAL_BYTES = 16 * 1024
const MOST_BYTES = 16 * 1024 * 1024
/** The longest of struct passwd, struct group and struct spwd has 72 bytes. */
const RECORD_BYTES = 128

/** Names longer than any account's are not looked up. */
const LONGEST_NAME = 1023

/** A name as C takes it: its bytes, whatever their encoding, and a NUL. */
export class CString {
  readonly #bytes = Buffer.alloc(LONGEST_NAME + 1)
  readonly address = addressOf(this.#bytes)

  /** False for what no account can be called. */
  write(text: string): boolean {
    if (text.length > LONGEST_NAME || text.includes('\0')) return false
    this.#bytes.write(text, 'latin1')
    this.#bytes[text.length] = 0
    return true
  }
}

/** Fields of an entry by their offset. Strings are bytes (core/bytes.ts). */
export interface RecordView {
  string(offset: number): string
  uint32(offset: number): number
  long(offset: number): number
}

/** Calls of the `get…_r` family: the entry and its strings lie in memory of ours, nothing is shared between threads. */
export class Lookup {
  #strings = Buffer.alloc(INITIAL_BYTES)
  readonly #record = Buffer.alloc(RECORD_BYTES)
  readonly #found = Buffer.alloc(8)
  readonly #view: RecordView = {
    string: (offset) => this.stringAt(Number(this.#record.readBigUInt64LE(offset))),
    uint32: (offset) => this.#record.readUInt32LE(offset),
    long: (offset) => Number(this.#record.readBigInt64LE(offset)),
  }

  /** Undefined when there is no such entry, or the service that would know does not answer. */
  find<T>(by: Call, key: number, read: (record: RecordView) => T): T | undefined {
    if (!this.#isFound(by, key)) return undefined
    const value = read(this.#view)
    // Among the strings there may be a password's hash.
    this.#strings.fill(0)
    return value
  }

  /** A C string anywhere: name services may answer with constants of their own. */
  stringAt(address: number): string {
    if (address === 0) return ''
    const bytes = Buffer.allocUnsafeSlow(strlen(address))
    if (bytes.length > 0) memcpy(addressOf(bytes), address, bytes.length)
    return bytes.toString('latin1')
  }

  #isFound(by: Call, key: number): boolean {
    for (;;) {
      const { length } = this.#strings
      const status = by(key, addressOf(this.#record), addressOf(this.#strings), length, addressOf(this.#found))
      if (status === E.ERANGE && length < MOST_BYTES) this.#strings = Buffer.alloc(length * 4)
      else if (status !== E.EINTR) return status === 0 && this.#found.readBigUInt64LE(0) !== 0n
    }
  }
}
