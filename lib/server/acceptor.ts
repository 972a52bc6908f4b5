import type { Socket } from 'node:net'
import { IpAddress, type Port } from '../core/units.ts'
import type { Fd, Kernel } from '../kernel/kernel.ts'
import type { LogSink } from '../logs/event.ts'
import { serverEvent } from '../logs/log.ts'
import type { Client } from '../protocol/context.ts'
import { encodeReply, type Reply, reply } from '../protocol/reply.ts'
import type { Handover } from '../reactors/messages.ts'
import { descriptorOf } from '../transfer/descriptor-of.ts'
import { peerOf } from '../transfer/passive.ts'
import type { ConnectionSlots, SlotRefusal } from './connection-slots.ts'

/** Serves a connection; `onClosed` gives its slot back. */
export type Adopt = (connection: Fd | Socket, handover: Handover, onClosed: () => void) => void

const REFUSAL_LINGER_MS = 1000

/** Accepted connections: the limits first, then hand-over to whoever serves them. */
export class Acceptor {
  readonly #kernel: Kernel
  readonly #slots: ConnectionSlots
  readonly #sink: LogSink
  readonly #adopt: Adopt
  /** Addresses whose refusal has been logged: one line each until they are served again (flags.md §5.6). */
  readonly #refused = new Set<IpAddress>()
  #nextId = 1

  constructor(kernel: Kernel, slots: ConnectionSlots, sink: LogSink, adopt: Adopt) {
    this.#kernel = kernel
    this.#slots = slots
    this.#sink = sink
    this.#adopt = adopt
  }

  readonly accept = (socket: Socket): void => {
    const client = clientOf(socket)
    if (!client) {
      socket.destroy()
      return
    }
    const slot = this.#slots.take(client.peer)
    if (typeof slot === 'string') return this.#refuse(socket, client, slot)
    this.#refused.delete(client.peer)
    const attendance = { number: this.#slots.total, limit: this.#slots.limits.total }
    const handover = { id: this.#nextId++, client, attendance }
    const connection = this.#detach(socket)
    if (connection === undefined) {
      slot[Symbol.dispose]()
      return
    }
    this.#adopt(connection, handover, () => slot[Symbol.dispose]())
  }

  /** The connection as a descriptor that any thread can take, or as it is where there are none. */
  #detach(socket: Socket): Fd | Socket | undefined {
    const { sockets } = this.#kernel
    const fd = sockets && descriptorOf(socket)
    if (!sockets || fd === undefined) return socket
    const copy = sockets.duplicate(fd)
    socket.destroy()
    if (copy.ok) return copy.value
    this.#sink.write(serverEvent('error', `Cannot serve a connection: ${copy.error.text}`))
    return undefined
  }

  #refuse(socket: Socket, { peer }: Client, why: SlotRefusal): void {
    if (why === 'address-full' && !this.#refused.has(peer)) {
      this.#refused.add(peer)
      const count = this.#slots.limits.perAddress ?? 0
      this.#sink.write(serverEvent('warning', `Too many connections (${count}) from this IP: [${peer}]`))
    }
    socket.on('error', () => socket.destroy())
    socket.end(encodeReply(refusals[why](this.#slots)), 'latin1')
    socket.resume()
    setTimeout(() => socket.destroy(), REFUSAL_LINGER_MS).unref()
  }
}

const refusals: Readonly<Record<SlotRefusal, (slots: ConnectionSlots) => Reply>> = {
  'server-full': ({ limits }) => reply(421, `${limits.total} users (the maximum) are already logged in, sorry`),
  'address-full': ({ limits }) => reply(421, `Too many connections (${limits.perAddress}) from this IP`),
}

/** Undefined when the client has gone already. */
function clientOf(socket: Socket): Client | undefined {
  const peer = peerOf(socket)
  const local = IpAddress.parse((socket.localAddress ?? '').replace(/%.*$/, ''))
  if (!peer || !local.ok || socket.localPort === undefined) return undefined
  return { peer: peer.address, local: local.value, localPort: socket.localPort as Port }
}
