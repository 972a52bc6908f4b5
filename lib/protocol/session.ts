import type { Account } from '../auth/account.ts'
import type { FileOffset, VirtualPath } from '../core/units.ts'
import type { ConfinedFs } from '../files/confined-fs.ts'
import type { DataChannel } from '../transfer/data-channel.ts'

/** Where a session stands. Immutable: a command returns the next one. */
export type Session = AwaitingUser | AwaitingPassword | Authenticated

export interface AwaitingUser {
  readonly phase: 'awaiting-user'
  readonly failures: number
  readonly transferType: TransferType
}

export interface AwaitingPassword {
  readonly phase: 'awaiting-password'
  readonly failures: number
  readonly transferType: TransferType
  readonly user: string
}

export interface Authenticated {
  readonly phase: 'authenticated'
  readonly account: Account
  readonly anonymous: boolean
  /** Member of the trusted group, or uid 0: no dot-file rules, no quota, no ratio. */
  readonly trusted: boolean
  /** Confined to the root by `-A`, `-a`, or anonymous. */
  readonly restricted: boolean
  readonly fs: ConfinedFs
  /** Where `~` leads. */
  readonly home: VirtualPath
  readonly cwd: VirtualPath
  readonly transferType: TransferType
  readonly restartAt: FileOffset
  /** What RNFR named: as the client wrote it, for the log, and where it is. */
  readonly renameFrom: { readonly name: string; readonly path: VirtualPath } | undefined
  readonly data: DataChannel
  /** After EPSV ALL: only EPSV is accepted (RFC 2428 §4). */
  readonly epsvOnly: boolean
  readonly failedChanges: number
  /** Files stored by STOU so far. */
  readonly uniqueNames: number
}

export type TransferType = 'ascii' | 'binary'
