import type { Endpoint } from '../core/units.ts'
import type { PassiveListener } from './passive.ts'

/** The pending data endpoint: at most one at a time (commands.md §7). */
export type DataChannel =
  | { readonly kind: 'none' }
  | { readonly kind: 'listening'; readonly listener: PassiveListener }
  | { readonly kind: 'dialling'; readonly peer: Endpoint }

export const noChannel: DataChannel = { kind: 'none' }
