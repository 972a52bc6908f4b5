import type { Credential, Verdict } from '../auth/backend.ts'
import type { RuntimeConfig } from '../config/runtime-config.ts'
import { withoutControls } from '../core/bytes.ts'
import type { IpAddress, VirtualPath } from '../core/units.ts'
import type { KernelError } from '../kernel/errno.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Level, LogSink } from '../logs/event.ts'
import type { Client, CommandContext, Totals } from '../protocol/context.ts'
import type { Reply } from '../protocol/reply.ts'
import type { Authenticated } from '../protocol/session.ts'
import type { ActiveTransfer } from '../transfer/active-transfer.ts'
import type { PassivePorts } from '../transfer/passive-ports.ts'
import { anonymousPolicy } from './anonymous-policy.ts'
import { denial } from './denial.ts'

/** What all sessions of a thread share. */
export interface SessionServices {
  readonly config: RuntimeConfig
  readonly kernel: Kernel
  readonly sink: LogSink
  readonly ports: PassivePorts
  /** Root of anonymous sessions where no `ftp` account can be used (not started as root). */
  readonly anonymousHome: string | undefined
  authenticate(credential: Credential): Promise<Verdict>
  /** What PASV announces to this client. */
  advertised(client: Client): IpAddress
}

/** The part of a control connection that commands may use. */
export interface SessionHost {
  preliminary(reply: Reply): void
  pause(milliseconds: number): Promise<void>
}

/** One session's surroundings: what its commands may read, and the few things they may change. */
export class SessionContext implements CommandContext {
  readonly config: RuntimeConfig
  readonly kernel: Kernel
  readonly ports: PassivePorts
  readonly anonymousHome: string | undefined
  readonly client: Client
  readonly anonymous: RuntimeConfig['anonymous']
  readonly totals: Totals = { uploaded: 0, downloaded: 0 }
  idleSeconds: number
  transfer: ActiveTransfer | undefined = undefined
  abortLines: readonly string[] | undefined = undefined
  peerName: string
  /** The account once the login is complete. */
  user = '?'
  readonly #services: SessionServices
  readonly #host: SessionHost

  constructor(services: SessionServices, client: Client, host: SessionHost) {
    this.#services = services
    this.#host = host
    this.config = services.config
    this.kernel = services.kernel
    this.ports = services.ports
    this.anonymousHome = services.anonymousHome
    this.client = client
    this.anonymous = anonymousPolicy(services.config, client.local)
    this.idleSeconds = services.config.maxidletime
    this.peerName = printable(client.peer)
  }

  get advertised(): IpAddress {
    return this.#services.advertised(this.client)
  }

  log(level: Level, text: string): void {
    const { user, peerName: host } = this
    this.#services.sink.write({ level, text: withoutControls(text), user, host, at: Date.now() })
  }

  logDenied(error: KernelError, session: Authenticated, path: VirtualPath): void {
    const text = denial(error, session, path)
    if (text) this.log('warning', text)
  }

  preliminary(reply: Reply): void {
    this.#host.preliminary(reply)
  }

  authenticate(credential: Credential): Promise<Verdict> {
    return this.#services.authenticate(credential)
  }

  pause(milliseconds: number): Promise<void> {
    return this.#host.pause(milliseconds)
  }
}

/** A peer's name as logs may show it (flags.md, row -H): what is not a host name's character becomes `_`. */
export const printable = (name: string): string => name.replace(/[^A-Za-z0-9.:-]/g, '_')
