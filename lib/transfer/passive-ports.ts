import { randomInt } from 'node:crypto'
import { Lease } from '../core/lease.ts'
import type { PortRange } from '../core/units.ts'

/**
 * The reference's range without `-p`. The kernel's own choice is no alternative: after some thousand transfers its search
 * takes six times as long, since ports of finished connections are in its way (a listen: 232 against 36 µs).
 */
const DEFAULT_RANGE: PortRange = { first: 1024, last: 65535 }

/**
 * The ports of `-p`, shared by every thread: one bit a port in shared memory, taken and freed with Atomics, without
 * lock or message. A lease lives from PASV to the accepted connection, so that few ports serve many sessions.
 */
export class PassivePorts {
  readonly range: PortRange
  readonly #taken: Int32Array

  /** `memory` comes from `PassivePorts.memoryFor` the same range, and is shared by all threads. */
  constructor(range: PortRange = DEFAULT_RANGE, memory = PassivePorts.memoryFor(range)) {
    this.range = range
    this.#taken = new Int32Array(memory)
  }

  static memoryFor({ first, last }: PortRange = DEFAULT_RANGE): SharedArrayBuffer {
    return new SharedArrayBuffer(4 * Math.ceil((last - first + 1) / 32))
  }

  get size(): number {
    return this.range.last - this.range.first + 1
  }

  /** How many ports are leased now, by any thread. */
  get inUse(): number {
    let count = 0
    for (let index = 0; index < this.size; index++) count += this.#isTaken(index) ? 1 : 0
    return count
  }

  /** Free ports as leases, from a random one downwards as the reference does (commands.md §7.1). */
  *free(): Generator<PortLease> {
    const start = randomInt(this.size)
    for (let step = 0; step < this.size; step++) {
      const index = (start - step + this.size) % this.size
      if (this.#take(index)) yield new PortLease(this.range.first + index, () => this.#give(index))
    }
  }

  #isTaken(index: number): boolean {
    return (Atomics.load(this.#taken, index >>> 5) & (1 << (index & 31))) !== 0
  }

  #take(index: number): boolean {
    const bit = 1 << (index & 31)
    return (Atomics.or(this.#taken, index >>> 5, bit) & bit) === 0
  }

  #give(index: number): void {
    Atomics.and(this.#taken, index >>> 5, ~(1 << (index & 31)))
  }
}

export class PortLease extends Lease {
  readonly port: number

  constructor(port: number, release: () => void) {
    super(release)
    this.port = port
  }
}
