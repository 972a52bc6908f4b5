import type { Credential, Verdict } from '../auth/backend.ts'
import type { RuntimeConfig } from '../config/runtime-config.ts'
import type { IpAddress, Port, VirtualPath } from '../core/units.ts'
import type { KernelError } from '../kernel/errno.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Level } from '../logs/event.ts'
import type { ActiveTransfer } from '../transfer/active-transfer.ts'
import type { PassivePorts } from '../transfer/passive-ports.ts'
import type { Reply } from './reply.ts'
import type { Authenticated } from './session.ts'

/** Both ends of the control connection. */
export interface Client {
  readonly peer: IpAddress
  readonly local: IpAddress
  readonly localPort: Port
}

/** Bytes of this session, for QUIT, ratios and the scoreboard. */
export interface Totals {
  uploaded: number
  downloaded: number
}

/** What a command may use. One per connection; commands never see a socket. */
export interface CommandContext {
  readonly config: RuntimeConfig
  readonly kernel: Kernel
  readonly client: Client
  readonly ports: PassivePorts
  readonly totals: Totals
  /** The peer as logs show it: its name, or its address under `-H` and until the name is known. */
  readonly peerName: string
  /** `-e` and `-E` as they hold for this connection (`-V` changes them by local address). */
  readonly anonymous: RuntimeConfig['anonymous']
  /** Address that PASV announces: `-P` resolved, else the local one. */
  readonly advertised: IpAddress
  /** Root of anonymous sessions where no `ftp` account can be used (not started as root). */
  readonly anonymousHome: string | undefined
  /** Seconds; SITE IDLE changes it. */
  idleSeconds: number
  /** The facts that MLST and MLSD tell, in the default order; undefined: all. OPTS MLST changes them (RFC 3659 §7.9). */
  facts?: readonly string[]
  /** The transfer under way, which ABOR ends. Set by the transfer itself. */
  transfer: ActiveTransfer | undefined
  /** What ABOR answers with after it has ended a transfer. */
  abortLines: readonly string[] | undefined
  /** Logs under this session's user and host; control characters are replaced. */
  log(level: Level, text: string): void
  /** On EACCES and EPERM: who was refused, and by whose file (users-want.md 22). */
  logDenied(error: KernelError, session: Authenticated, path: VirtualPath): void
  /** Sends a 1xx reply before the final one. */
  preliminary(reply: Reply): void
  authenticate(credential: Credential): Promise<Verdict>
  /** Waits; ends early when the connection is gone. */
  pause(milliseconds: number): Promise<void>
}
