import { Lease } from '../core/lease.ts'
import type { IpAddress } from '../core/units.ts'

export interface SlotLimits {
  /** `-c` */
  readonly total: number
  /** `-C`; undefined: no limit. */
  readonly perAddress: number | undefined
}

export type SlotRefusal = 'server-full' | 'address-full'

/** Who is connected: the total, and how many from each address. Lives on the main thread only. */
export class ConnectionSlots {
  readonly limits: SlotLimits
  readonly #perAddress = new Map<IpAddress, number>()
  #total = 0

  constructor(limits: SlotLimits) {
    this.limits = limits
  }

  get total(): number {
    return this.#total
  }

  from(address: IpAddress): number {
    return this.#perAddress.get(address) ?? 0
  }

  /** One connection's place, or which limit is reached; the total is asked first (flags.md §7). */
  take(address: IpAddress): Lease | SlotRefusal {
    if (this.#total >= this.limits.total) return 'server-full'
    const same = this.from(address)
    if (this.limits.perAddress !== undefined && same >= this.limits.perAddress) return 'address-full'
    this.#total++
    this.#perAddress.set(address, same + 1)
    return new Lease(() => this.#release(address))
  }

  #release(address: IpAddress): void {
    this.#total--
    const left = this.from(address) - 1
    if (left > 0) this.#perAddress.set(address, left)
    else this.#perAddress.delete(address)
  }
}
