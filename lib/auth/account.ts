import type { Gid, Uid } from '../core/units.ts'

/** What a back end says of a user whose password was right. Paths are byte strings (core/bytes.ts). */
export interface Account {
  readonly name: string
  readonly uid: Uid
  readonly gid: Gid
  /** Primary group first, then the supplementary ones. */
  readonly groups: readonly Gid[]
  /** As stored, with `/./` where the back end marks a jail. */
  readonly home: string
  readonly limits: AccountLimits
  /** False lets `CWD ~name` look up other accounts (auth-backends.md §3, "slow tilde"). */
  readonly slowTilde: boolean
}

/** A back end's own limits; undefined leaves the server-wide value in force. Rates are bytes per second. */
export interface AccountLimits {
  readonly uploadRate?: number
  readonly downloadRate?: number
  readonly ratioUpload?: number
  readonly ratioDownload?: number
  readonly quotaFiles?: number
  readonly quotaBytes?: number
  /** 0 is no limit. */
  readonly sessions?: number
}
