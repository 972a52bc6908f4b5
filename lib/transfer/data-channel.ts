import type { Endpoint } from '../core/units.ts'
import type { Authenticated } from '../protocol/session.ts'
import type { PassiveListener } from './passive.ts'

/** The pending data endpoint: at most one at a time (commands.md §7). */
export type DataChannel =
  | { readonly kind: 'none' }
  | { readonly kind: 'listening'; readonly listener: PassiveListener }
  | { readonly kind: 'dialling'; readonly peer: Endpoint }

export const noChannel: DataChannel = { kind: 'none' }

/** Closes the pending endpoint: every command that opens a new one does so first, also when it then fails. */
export function dropChannel(session: Authenticated): Authenticated {
  if (session.data.kind === 'none') return session
  if (session.data.kind === 'listening') session.data.listener[Symbol.dispose]()
  return { ...session, data: noChannel }
}
