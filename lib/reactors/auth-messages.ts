import type { Credential, Verdict } from '../auth/backend.ts'
import type { RuntimeConfig } from '../config/runtime-config.ts'
import { Secret } from '../core/secret.ts'

/** A PASS on its way to the auth thread. A `Secret` would not survive the crossing: the password goes as text. */
export interface AuthRequest {
  readonly kind: 'check'
  /** The asker's own number for the answer. */
  readonly id: number
  readonly credential: Omit<Credential, 'password'> & { readonly password: string }
}

export interface AuthAnswer {
  readonly kind: 'verdict'
  readonly id: number
  readonly verdict: Verdict
}

/** Main thread → auth thread. */
export type ToAuth = AuthRequest | { readonly kind: 'describe' } | { readonly kind: 'stop' }

/** Auth thread → main thread. */
export type FromAuth =
  | AuthAnswer
  | { readonly kind: 'ready' }
  | { readonly kind: 'described'; readonly lines: readonly string[]; readonly remarks: readonly string[] }
  | { readonly kind: 'warning'; readonly text: string }

/** What the auth thread is started with. */
export interface AuthData {
  readonly config: RuntimeConfig
}

export function requestOf(id: number, { password, user, peer, local }: Credential): AuthRequest {
  return { kind: 'check', id, credential: { user, peer, local, password: password.reveal() } }
}

export const credentialOf = ({ credential }: AuthRequest): Credential => ({
  ...credential,
  password: new Secret(credential.password),
})

/** The reply, with 421, when nobody can be asked. */
export const broken = (reply: string): Verdict => ({ kind: 'broken', reply })
export const UNAVAILABLE = 'Logins are not possible at the moment, please try again later'
export const BUSY = 'Too many logins are waiting, please try again later'
