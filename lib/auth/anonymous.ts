import { err, ok, type Result } from '../core/result.ts'
import type { Gid, IpAddress, Uid } from '../core/units.ts'
import type { Kernel, UserEntry } from '../kernel/kernel.ts'
import type { Account } from './account.ts'
import { ownIdentity } from './login-policy.ts'

/** Who anonymous sessions run as, and where (commands.md §3.3, §17). */
export interface AnonymousLogin {
  readonly account: Account
  /** Directory of the real file system that becomes the root. */
  readonly root: string
  /** For the log, once the login is complete. */
  readonly message: string
  /** The reply, with 421, when the root cannot be entered. */
  readonly unavailable: string
}

export interface AnonymousSurroundings {
  readonly kernel: Pick<Kernel, 'files' | 'names' | 'credentials'>
  /** Address the client connected to. */
  readonly local: IpAddress
  /** `/etc`: a directory `pure-ftpd/<local address>` in it is a virtual host's root. */
  readonly sysconfdir: string
  /** Root instead of the account's home (`npm start`): then no account is needed. */
  readonly fallbackHome: string | undefined
}

/** An error is the text of the 421 that refuses the session. */
export function anonymousLogin(surroundings: AnonymousSurroundings): Result<AnonymousLogin, string> {
  const account = anonymousAccount(surroundings)
  if (!account) return err('Unable to set up secure anonymous FTP')
  const host = virtualHost(surroundings)
  const root = host ?? account.home
  const message = host === undefined ? 'Anonymous user logged in' : virtualMessage(surroundings.local)
  return ok({ account, root, message, unavailable: `Can't change directory to ${root.replace(/\/*$/, '/')} [/]` })
}

const virtualMessage = (local: IpAddress): string => `Anonymous user logged in the virtual FTP: ${local}`

function anonymousAccount({ kernel, fallbackHome }: AnonymousSurroundings): Account | undefined {
  const entry = kernel.names.userByName('ftp') ?? kernel.names.userByName('_ftp')
  if (!kernel.credentials.canSwitch) return ownAccount(entry, kernel.files, fallbackHome)
  if (entry && entry.uid !== 0 && entry.gid !== 0 && (fallbackHome ?? entry.home).startsWith('/')) {
    const { uid, gid, home } = entry
    return accountWith(uid, gid, kernel.names.groupsOf(entry.name, gid), fallbackHome ?? home)
  }
  return fallbackHome === undefined ? undefined : accountWith(NOBODY.uid, NOBODY.gid, [NOBODY.gid], fallbackHome)
}

/** Whom root is when there is no `ftp`: the kernel's own overflow ids, which own nothing. */
const NOBODY = { uid: 65534 as Uid, gid: 65534 as Gid }

/** We cannot be `ftp`, but its files may be readable all the same. */
function ownAccount(entry: UserEntry | undefined, files: Kernel['files'], fallback?: string): Account | undefined {
  const home = fallback ?? (entry?.home.startsWith('/') && isDirectory(entry.home, files) ? entry.home : undefined)
  if (home === undefined) return undefined
  const { uid, gid, groups } = ownIdentity()
  return accountWith(uid, gid, groups, home)
}

const accountWith = (uid: Uid, gid: Gid, groups: readonly Gid[], home: string): Account => ({
  // The name that logs, the scoreboard and `-y` know anonymous sessions by.
  name: 'ftp',
  uid,
  gid,
  groups,
  home,
  limits: {},
  slowTilde: false,
})

function virtualHost({ kernel, local, sysconfdir }: AnonymousSurroundings): string | undefined {
  const directory = `${sysconfdir}/pure-ftpd/${local}`
  return isDirectory(directory, kernel.files) ? directory : undefined
}

function isDirectory(path: string, files: Kernel['files']): boolean {
  const root = files.openRoot(path)
  if (root.ok) root.value[Symbol.dispose]()
  return root.ok
}
