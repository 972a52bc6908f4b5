import { done, err, type Result } from '../../core/result.ts'
import { type KernelError, kernelError } from '../errno.ts'
import type { CapabilityName, Credentials, Identity } from '../kernel.ts'
import {
  capabilityBits,
  clearNoSetuidFixup,
  dropBounding,
  effectiveCapabilities,
  NET_BIND_SERVICE,
  permittedCapabilities,
  setCapabilities,
} from './capabilities.ts'
import { PR_SET_KEEPCAPS, PR_SET_NO_NEW_PRIVS } from './constants.ts'
import { GroupList } from './identity.ts'
import { c, failure, SYS, sys } from './library.ts'

const KEEP = -1
const SWITCHING = capabilityBits(['setuid', 'setgid'])

/**
 * Credentials of this thread: raw system calls, since libc's wrappers change every thread of the process. While an
 * identity is in force its uid is the thread's effective one, and the kernel clears the effective capabilities, so that
 * only the user's own permissions decide.
 *
 * The supplementary groups of the last identity stay installed afterwards: root gains nothing by them, and most calls of
 * a thread come in runs for the same user. Uid and gid never stay.
 */
export class LinuxCredentials implements Credentials {
  #uid = c.geteuid()
  #gid = c.getegid()
  #held = effectiveCapabilities()
  #canSwitch = this.#hasSwitching()
  #current: Identity | undefined
  #groups: GroupList | undefined

  constructor() {
    if (this.#canSwitch && !clearNoSetuidFixup()) {
      throw new Error('securebits keep the capabilities of root in every user (no-setuid-fixup); start without them')
    }
  }

  get canSwitch(): boolean {
    return this.#canSwitch
  }

  get canBindLowPorts(): boolean {
    return (this.#held & NET_BIND_SERVICE) !== 0
  }

  run<T>(identity: Identity, act: () => T): T {
    if (!this.#canSwitch || identity === this.#current) return act()
    if (this.#current) throw new Error('an identity cannot be taken inside another')
    this.#enter(identity)
    let result: T
    try {
      result = act()
    } finally {
      this.#leave(identity)
    }
    // What an async function does after its first await would be done as root.
    if (result instanceof Promise) throw new Error('an identity ends with the call: nothing in it may await')
    return result
  }

  becomeForGood(identity: Identity): Result<undefined, KernelError> {
    if (!this.#canSwitch || this.#current) return err(kernelError('EPERM'))
    const { uid, gid } = identity
    const kept = this.#held & NET_BIND_SERVICE
    // In this order: each step needs what the next one takes away.
    const failed =
      c.prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) < 0 ||
      !this.#installGroups(identity) ||
      sys(SYS.setresgid, gid, gid, gid) < 0 ||
      sys(SYS.setresuid, uid, uid, uid) < 0
    if (failed) return failure()
    const set = setCapabilities(kept)
    this.#look()
    if (!set.ok) return set
    // Believing is not enough: what follows trusts that root cannot come back.
    return uid !== 0 && sys(SYS.setresuid, 0, 0, 0) === 0 ? err(kernelError('EPERM')) : done
  }

  shrink(keep: readonly CapabilityName[]): Result<undefined, KernelError> {
    const bits = capabilityBits(keep)
    dropBounding(bits)
    const set = setCapabilities(bits & permittedCapabilities())
    this.#look()
    if (!set.ok) return set
    return c.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ? failure() : done
  }

  /** All or nothing: a thread that could not become the user is itself again, and the caller's act does not run. */
  #enter(identity: Identity): void {
    if (!this.#installGroups(identity)) throw cannotSwitch()
    if (sys(SYS.setresgid, KEEP, identity.gid, KEEP) < 0) throw cannotSwitch()
    if (identity.uid !== this.#uid && sys(SYS.setresuid, KEEP, identity.uid, KEEP) < 0) {
      const error = cannotSwitch()
      this.#leave(identity)
      throw error
    }
    this.#current = identity
  }

  #leave(identity: Identity): void {
    this.#current = undefined
    if (identity.uid !== this.#uid && sys(SYS.setresuid, KEEP, this.#uid, KEEP) < 0) endThread()
    if (sys(SYS.setresgid, KEEP, this.#gid, KEEP) < 0) endThread()
  }

  #installGroups(identity: Identity): boolean {
    const groups = GroupList.of(identity)
    if (groups === this.#groups) return true
    if (sys(SYS.setgroups, groups.length, groups.address) < 0) return false
    this.#groups = groups
    return true
  }

  #look(): void {
    this.#uid = c.geteuid()
    this.#gid = c.getegid()
    this.#held = effectiveCapabilities()
    this.#canSwitch = this.#hasSwitching()
  }

  #hasSwitching(): boolean {
    return this.#uid === 0 && (this.#held & SWITCHING) === SWITCHING
  }
}

const cannotSwitch = (): Error => new Error(`cannot switch identity: ${failure().error.text}`)

/** A thread that cannot be itself again must not go on as somebody else: a reactor ends, the main thread ends all. */
function endThread(): never {
  // First: even the first use of stderr makes system calls.
  const { message } = cannotSwitch()
  process.stderr.write(`pure-ftpd: ${message}\n`)
  process.exit(1)
}
