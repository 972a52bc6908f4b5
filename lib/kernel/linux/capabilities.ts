import { done, type Result } from '../../core/result.ts'
import type { KernelError } from '../errno.ts'
import type { CapabilityName } from '../kernel.ts'
import { PR_CAPBSET_DROP } from './constants.ts'
import { addressOf, c, failure, SYS, sys } from './library.ts'

/** capabilities(7): bit numbers; all that we ever keep lie in the first 32. */
const BITS: Readonly<Record<CapabilityName, number>> = {
  chown: 0,
  dac_override: 1,
  fowner: 3,
  fsetid: 4,
  setgid: 6,
  setuid: 7,
  net_bind_service: 10,
}
const HIGHEST = 63

export const NET_BIND_SERVICE = 1 << BITS.net_bind_service

export const capabilityBits = (names: readonly CapabilityName[]): number =>
  names.reduce((bits, name) => bits | (1 << BITS[name]), 0)

/** _LINUX_CAPABILITY_VERSION_3 and pid 0, which is this thread; then effective, permitted, inheritable, twice. */
const header = new Uint32Array([0x20080522, 0])
const sets = new Uint32Array(6)
const headerBytes = new Uint8Array(header.buffer)
/** Asked for at every call: memory that only an address leads to is collected, and the kernel writes there. */
const headerAddress = (): number => addressOf(headerBytes)
const setsAddress = addressOf(new Uint8Array(sets.buffer))

/** The first 32 effective capabilities of this thread. */
export function effectiveCapabilities(): number {
  return sys(SYS.capget, headerAddress(), setsAddress) < 0 ? 0 : (sets[0] ?? 0)
}

/** Permitted and effective; what this thread starts inherits nothing but the permitted ones of a clone. */
export function setCapabilities(bits: number): Result<undefined, KernelError> {
  sets.fill(0)
  sets[0] = bits
  sets[1] = bits
  return sys(SYS.capset, headerAddress(), setsAddress) < 0 ? failure() : done
}

/** Takes all others out of the bounding set: not even a set-uid program brings them back. */
export function dropBounding(keep: number): void {
  for (let bit = 0; bit <= HIGHEST; bit++) {
    // Numbers the kernel does not know are refused, which is as good.
    if (bit > 31 || (keep & (1 << bit)) === 0) c.prctl(PR_CAPBSET_DROP, bit, 0, 0, 0)
  }
}
