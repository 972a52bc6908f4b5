import { posix } from 'node:path'
import type { RuntimeConfig } from '../config/runtime-config.ts'
import type { Gid, Uid, VirtualPath } from '../core/units.ts'
import type { Credentials, Identity } from '../kernel/kernel.ts'
import type { Account } from './account.ts'

/** What an accepted account may do, by the flags (auth-backends.md §3, commands.md §3.2). */
export interface LoginPolicy {
  /** Directory of the real file system that the session is confined to: `/` without any confinement. */
  readonly root: string
  /** Where the session starts and `~` leads, seen from the root. */
  readonly home: VirtualPath
  /** `implied` by `-A`, `-a` or a quota: `OK. Current restricted directory is /`. `explicit` by `/./` in the home. */
  readonly jail: 'none' | 'implied' | 'explicit'
  /** uid 0, or a member of the trusted group: no dot-file rules, no `-K`, no quota, no ratio. */
  readonly trusted: boolean
}
type Flags = Pick<RuntimeConfig, 'chroot'>

export function loginPolicy(account: Account, config: Flags): LoginPolicy {
  const trusted = isTrusted(account, config)
  const { home } = account
  const dot = home.indexOf('/./')
  if (dot >= 0)
    return { root: directory(home.slice(0, dot)), home: virtual(home.slice(dot + 2)), jail: 'explicit', trusted }
  if (!trusted && (config.chroot || hasQuota(account))) {
    return { root: directory(home), home: virtual('/'), jail: 'implied', trusted }
  }
  return { root: '/', home: virtual(home), jail: 'none', trusted }
}

/** False: `530 Sorry, but I can't trust you`, though the password was right (`-u`). */
export const isUidAllowed = ({ uid }: Account, { minuid }: Pick<RuntimeConfig, 'minuid'>): boolean => uid >= minuid

/** Whom the session's file calls are made as: the account, or ourselves where we cannot be anybody else. */
export const identityOf = (account: Account, { canSwitch }: Pick<Credentials, 'canSwitch'>): Identity =>
  canSwitch ? { uid: account.uid, gid: account.gid, groups: account.groups } : ownIdentity()

export function ownIdentity(): Identity {
  const groups = (process.getgroups?.() ?? []) as Gid[]
  return { uid: (process.geteuid?.() ?? 0) as Uid, gid: (process.getegid?.() ?? 0) as Gid, groups }
}

/** Without `-a` the trusted group is 0, as in the reference; with `-A` there is none (flags.md, row -a). */
function isTrusted({ uid, gid, groups }: Account, { chroot }: Flags): boolean {
  if (uid === 0) return true
  const group = chroot ? chroot.except : 0
  return group !== undefined && [gid, ...groups].includes(group as Gid)
}

const hasQuota = ({ limits }: Account): boolean => limits.quotaFiles !== undefined || limits.quotaBytes !== undefined

/** Without the slash at the end; the kernel's root has one. */
const directory = (path: string): string => posix.normalize(`${path}/.`).replace(/(?<=.)\/$/, '')
const virtual = (path: string): VirtualPath => directory(`/${path}`) as VirtualPath
