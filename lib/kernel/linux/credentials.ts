import { done, err, type Result } from '../../core/result.ts'
import { type KernelError, kernelError } from '../errno.ts'
import type { CapabilityName, Credentials, Identity } from '../kernel.ts'
import {
  capabilityBits,
  dropBounding,
  effectiveCapabilities,
  NET_BIND_SERVICE,
  setCapabilities,
} from './capabilities.ts'
import { PR_SET_KEEPCAPS, PR_SET_NO_NEW_PRIVS } from './constants.ts'
import { addressOf, c, failure, SYS, sys } from './library.ts'

const KEEP = -1

/**
 * Credentials of this thread: raw system calls, since libc's wrappers change every thread of the process. While an
 * identity is in force its uid is the thread's effective one, and the kernel clears the effective capabilities, so that
 * only the user's own permissions decide.
 *
 * The groups of the last identity stay installed afterwards: as root they grant nothing, and most calls of a thread
 * come in runs for the same user.
 */
export class LinuxCredentials implements Credentials {
  readonly canSwitch: boolean
  readonly canBindLowPorts: boolean
  readonly #own = c.geteuid()
  readonly #groups = new WeakMap<Identity, Uint32Array>()
  #installed: Identity | undefined
  #running = false

  constructor() {
    const held = effectiveCapabilities()
    const switching = capabilityBits(['setuid', 'setgid'])
    this.canSwitch = this.#own === 0 && (held & switching) === switching
    this.canBindLowPorts = (held & NET_BIND_SERVICE) !== 0
  }

  run<T>(identity: Identity, act: () => T): T {
    if (!this.canSwitch) return act()
    if (this.#running) {
      if (identity === this.#installed) return act()
      throw new Error('an identity cannot be taken inside another')
    }
    if (this.#installed !== identity) this.#install(identity)
    if (identity.uid === this.#own) return act()
    must(sys(SYS.setresuid, KEEP, identity.uid, KEEP))
    this.#running = true
    try {
      return act()
    } finally {
      this.#running = false
      must(sys(SYS.setresuid, KEEP, this.#own, KEEP))
    }
  }

  becomeForGood(identity: Identity): Result<undefined, KernelError> {
    const keepsPort = this.canBindLowPorts
    if (c.prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) < 0) return failure()
    this.#install(identity)
    if (sys(SYS.setresgid, identity.gid, identity.gid, identity.gid) < 0) return failure()
    if (sys(SYS.setresuid, identity.uid, identity.uid, identity.uid) < 0) return failure()
    const kept = setCapabilities(keepsPort ? NET_BIND_SERVICE : 0)
    if (!kept.ok) return kept
    Object.assign(this, { canSwitch: false })
    // Believing is not enough: what follows trusts that root cannot come back.
    return sys(SYS.setresuid, 0, 0, 0) < 0 ? done : err(kernelError('EPERM'))
  }

  shrink(keep: readonly CapabilityName[]): Result<undefined, KernelError> {
    const bits = capabilityBits(keep)
    dropBounding(bits)
    const set = setCapabilities(bits)
    if (!set.ok) return set
    return c.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ? failure() : done
  }

  #install(identity: Identity): void {
    let groups = this.#groups.get(identity)
    if (!groups) {
      groups = Uint32Array.from(identity.groups)
      this.#groups.set(identity, groups)
    }
    this.#installed = undefined
    must(sys(SYS.setgroups, groups.length, groups.length ? addressOf(new Uint8Array(groups.buffer)) : 0))
    must(sys(SYS.setresgid, KEEP, identity.gid, KEEP))
    this.#installed = identity
  }
}

/** A switch that fails leaves the thread as somebody else: nothing more may run on it. */
function must(outcome: number): void {
  if (outcome === 0) return
  const { text } = failure().error
  process.stderr.write(`pure-ftpd: cannot switch identity: ${text}\n`)
  process.abort()
}
