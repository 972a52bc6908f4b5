import { readFileSync } from 'node:fs'
import type { Gid, Uid } from '../../../lib/core/units.ts'
import type { Identity } from '../../../lib/kernel/kernel.ts'

export const identity = (uid: number, gid: number, groups: readonly number[] = [gid]): Identity => ({
  uid: uid as Uid,
  gid: gid as Gid,
  groups: groups as readonly Gid[],
})

export interface ThreadStatus {
  /** Real, effective, saved and file system id. */
  readonly uids: readonly number[]
  readonly gids: readonly number[]
  readonly groups: readonly number[]
  readonly effective: bigint
  readonly permitted: bigint
  readonly inheritable: bigint
  readonly bounding: bigint
  readonly noNewPrivileges: boolean
}

/** Credentials of the calling thread, as the kernel tells them: not through libc, nor through the code under test. */
export function threadStatus(): ThreadStatus {
  const status = readFileSync('/proc/thread-self/status', 'latin1')
  const field = (name: string): string => new RegExp(`^${name}:[ \\t]*(.*)$`, 'm').exec(status)?.[1] ?? ''
  const numbers = (name: string): readonly number[] => field(name).split(/\s+/).filter(Boolean).map(Number)
  const set = (name: string): bigint => BigInt(`0x${field(name) || '0'}`)
  return {
    uids: numbers('Uid'),
    gids: numbers('Gid'),
    groups: numbers('Groups'),
    effective: set('CapEff'),
    permitted: set('CapPrm'),
    inheritable: set('CapInh'),
    bounding: set('CapBnd'),
    noNewPrivileges: field('NoNewPrivs') === '1',
  }
}
