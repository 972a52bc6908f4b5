import type { Socket } from 'node:net'
import { ControlConnection } from '../control/connection.ts'
import type { SessionServices } from '../control/session-context.ts'
import type { IpAddress } from '../core/units.ts'
import type { Fd } from '../kernel/kernel.ts'
import { closing } from '../protocol/reply.ts'
import { advertisedAddress, ForcedAddress, peerName } from '../server/greeting-addresses.ts'
import type { Handover } from './messages.ts'

/** The parts of the services that a reactor adds itself. */
export type ReactorServices = Omit<SessionServices, 'advertised'>

/** Sessions of one thread. The main thread may be one, too: a session never knows where it runs. */
export class Reactor {
  readonly #services: SessionServices
  readonly #sessions = new Set<ControlConnection>()
  readonly #forced: ForcedAddress | undefined
  #advertised: IpAddress | undefined
  #onEmpty: (() => void) | undefined

  constructor(services: ReactorServices) {
    const { forcepassiveip } = services.config
    this.#forced = forcepassiveip === undefined ? undefined : new ForcedAddress(forcepassiveip)
    this.#services = {
      ...services,
      advertised: ({ peer, local }) => advertisedAddress(this.#advertised, peer, local),
    }
  }

  get size(): number {
    return this.#sessions.size
  }

  /** Starts a session on a connection; `onClosed` is told once, when nothing of it is left. */
  adopt(connection: Fd | Socket, handover: Handover, onClosed: () => void): void {
    const session = new ControlConnection(this.#services, handover.client, connection, () => {
      this.#sessions.delete(session)
      onClosed()
      if (this.#sessions.size === 0) this.#onEmpty?.()
    })
    this.#sessions.add(session)
    this.#introduce(session, handover).catch((error: unknown) => session.crash(error))
  }

  /** Ends every session: idle ones now, the others after their transfer or `graceMs`. */
  async stop(graceMs: number): Promise<void> {
    if (this.#sessions.size === 0) return
    const empty = new Promise<void>((resolve) => {
      this.#onEmpty = resolve
    })
    for (const session of this.#sessions) session.stop(graceMs)
    await empty
  }

  async #introduce(session: ControlConnection, { attendance, client }: Handover): Promise<void> {
    if (this.#forced) {
      this.#advertised = await this.#forced.current()
      if (!this.#advertised) return session.refuse(closing(421, 'Illegal forced IP for passive connections'))
    }
    session.greet(attendance)
    // The name may come late, and never holds the session up (users-want.md 21).
    if (!this.#services.config.dontresolve)
      session.context.peerName = await peerName(this.#services.config, client.peer)
    session.context.log('info', `New connection from ${session.context.peerName}`)
  }
}
