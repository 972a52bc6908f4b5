import type { Secret } from '../core/secret.ts'
import type { IpAddress } from '../core/units.ts'
import type { Account } from './account.ts'

/** One PASS, as a back end sees it. */
export interface Credential {
  /** Byte string, as the client sent it. */
  readonly user: string
  readonly password: Secret
  readonly peer: IpAddress
  readonly local: IpAddress
}

/** auth-backends.md §2: 1 accepted, -1 refused, 0 unknown; and the failure that ends the session. */
export type Verdict =
  | { readonly kind: 'accepted'; readonly account: Account }
  /** `why` is for the log, never for the client. */
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'unknown'; readonly why: string }
  /** The session ends with `421 reply`. */
  | { readonly kind: 'broken'; readonly reply: string }

/** One `-l` method. Runs in the auth thread, where it may block. */
export interface Backend {
  /** For the start-up log, e.g. `puredb:/etc/pureftpd.pdb (3 users)`. */
  describe(): string
  /** What is probably not meant, one line each: told as warnings at start. */
  remarks?(): readonly string[]
  check(credential: Credential): Verdict | Promise<Verdict>
}
