import type { MessagePort } from 'node:worker_threads'
import type { RuntimeConfig } from '../config/runtime-config.ts'
import type { Attendance } from '../control/greeting.ts'
import type { CapabilityName, Fd, Identity } from '../kernel/kernel.ts'
import type { Client } from '../protocol/context.ts'

/** An accepted connection on its way to the reactor that will serve it. */
export interface Handover {
  readonly id: number
  readonly client: Client
  readonly attendance: Attendance
}

/** Main thread → reactor; `begin` comes first, once. */
export type ToReactor =
  | { readonly kind: 'begin'; readonly data: ReactorData }
  | { readonly kind: 'adopt'; readonly fd: Fd; readonly handover: Handover }
  | { readonly kind: 'stop'; readonly graceMs: number }
  | { readonly kind: 'ping' }

/** Reactor → main thread. */
export type FromReactor =
  | { readonly kind: 'ready' }
  | { readonly kind: 'closed'; readonly id: number }
  | { readonly kind: 'pong' }

/** What a reactor is started with. */
export interface ReactorData {
  readonly config: RuntimeConfig
  /** Memory of the passive ports. */
  readonly ports: SharedArrayBuffer
  readonly auth: MessagePort
  readonly anonymousHome: string | undefined
  readonly log: { readonly foreground: boolean; readonly terminal: boolean }
  /** The only identity that this server will ever need: root is given up for good. */
  readonly onlyIdentity: Identity | undefined
  /** What the thread keeps of root; undefined where it has none to give up. */
  readonly capabilities: readonly CapabilityName[] | undefined
}
