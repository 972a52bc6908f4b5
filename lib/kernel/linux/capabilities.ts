import { done, type Result } from '../../core/result.ts'
import type { KernelError } from '../errno.ts'
import type { CapabilityName } from '../kernel.ts'
import { PR_CAPBSET_DROP, PR_GET_SECUREBITS, PR_SET_SECUREBITS } from './constants.ts'
import { addressOf, c, failure, SYS, sys } from './library.ts'

/** capabilities(7): bit numbers; all that we ever keep lie in the first 32. */
const BITS: Readonly<Record<CapabilityName, number>> = {
  chown: 0,
  dac_override: 1,
  dac_read_search: 2,
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

/** The first 32 capabilities of this thread. */
export const effectiveCapabilities = (): number => readSet(0)
export const permittedCapabilities = (): number => readSet(1)

const readSet = (index: number): number => (sys(SYS.capget, headerAddress(), setsAddress) < 0 ? 0 : (sets[index] ?? 0))

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

const NO_SETUID_FIXUP = 1 << 2

/** With this bit, root's capabilities outlive its uid, and no identity would confine anything; false when it stays. */
export function clearNoSetuidFixup(): boolean {
  const bits = c.prctl(PR_GET_SECUREBITS, 0, 0, 0, 0)
  if (bits < 0 || (bits & NO_SETUID_FIXUP) === 0) return true
  return c.prctl(PR_SET_SECUREBITS, bits & ~NO_SETUID_FIXUP, 0, 0, 0) === 0
}
