import { createServer, type Server, type Socket } from 'node:net'
import type { MaybePromise } from '../core/maybe-promise.ts'
import { err, ok, type Result } from '../core/result.ts'
import { type Endpoint, IpAddress, type Port } from '../core/units.ts'
import { type KernelError, kernelError } from '../kernel/errno.ts'
import { type Fd, type Kernel, type RawSockets, WOULD_BLOCK } from '../kernel/kernel.ts'
import { DataConnection } from './data-connection.ts'
import type { PassivePorts, PortLease } from './passive-ports.ts'

/** Connections waiting to be accepted: one is wanted, a few more hold strangers (the reference has 8, too). */
const BACKLOG = 8

/** A listening data port, from PASV or EPSV until its one connection is there. Disposing gives the port back. */
export interface PassiveListener extends Disposable {
  readonly port: number
  /** A connection that is already there; an error when it is there and cannot be taken. */
  poll(): Result<DataConnection | undefined, KernelError>
  /** Tells of the connections to come, until disposed of. */
  wait(onConnection: (connection: DataConnection) => void): void
}

export type ListenResult = Result<PassiveListener, 'all-ports-busy' | KernelError>

/** Listens on `address`, on a free port of `ports`. */
export function listenPassive(kernel: Kernel, address: IpAddress, ports: PassivePorts): MaybePromise<ListenResult> {
  const sockets = kernel.sockets
  return sockets
    ? listenRaw(ports, (lease) => RawListener.open(kernel, sockets, address, lease))
    : listenStream(ports, (lease) => StreamListener.open(kernel, address, lease))
}

function listenRaw(
  ports: PassivePorts,
  listen: (lease: PortLease) => Result<PassiveListener, KernelError>,
): ListenResult {
  for (const lease of ports.free()) {
    const listener = listen(lease)
    if (listener.ok || !isTaken(listener.error)) return listener
  }
  return err('all-ports-busy')
}

async function listenStream(
  ports: PassivePorts,
  listen: (lease: PortLease) => Promise<Result<PassiveListener, KernelError>>,
): Promise<ListenResult> {
  for (const lease of ports.free()) {
    const listener = await listen(lease)
    if (listener.ok || !isTaken(listener.error)) return listener
  }
  return err('all-ports-busy')
}

/** Another program has this port: the next one may be free. */
const isTaken = (error: KernelError): boolean => error.code === 'EADDRINUSE'

/** A bare listening descriptor; a `net.Server` is put around it only when the client has not connected yet. */
class RawListener implements PassiveListener {
  readonly port: number
  readonly #kernel: Kernel
  readonly #sockets: RawSockets
  readonly #fd: Fd
  readonly #lease: PortLease
  #server: Server | undefined
  #closed = false

  private constructor(kernel: Kernel, sockets: RawSockets, fd: Fd, lease: PortLease) {
    this.#kernel = kernel
    this.#sockets = sockets
    this.#fd = fd
    this.port = lease.port
    this.#lease = lease
  }

  static open(
    kernel: Kernel,
    sockets: RawSockets,
    address: IpAddress,
    lease: PortLease,
  ): Result<RawListener, KernelError> {
    const listening = sockets.listen(address, lease.port, BACKLOG)
    if (listening.ok) return ok(new RawListener(kernel, sockets, listening.value.fd, lease))
    lease[Symbol.dispose]()
    return listening
  }

  poll(): Result<DataConnection | undefined, KernelError> {
    const accepted = this.#sockets.accept(this.#fd)
    if (!accepted.ok) return accepted
    if (accepted.value === WOULD_BLOCK) return ok(undefined)
    return ok(DataConnection.fromDescriptor(this.#kernel, accepted.value.fd, accepted.value.peer))
  }

  wait(onConnection: (connection: DataConnection) => void): void {
    this.#server = connectionServer(this.#kernel, onConnection)
    this.#server.listen({ fd: this.#fd })
  }

  [Symbol.dispose](): void {
    if (this.#closed) return
    this.#closed = true
    if (this.#server) this.#server.close()
    else this.#sockets.close(this.#fd)
    this.#lease[Symbol.dispose]()
  }
}

/** The same through node:net alone: what connects early is kept until it is asked for. */
class StreamListener implements PassiveListener {
  readonly port: number
  readonly #server: Server
  readonly #lease: PortLease
  readonly #early: DataConnection[]
  #onConnection: ((connection: DataConnection) => void) | undefined

  private constructor(server: Server, lease: PortLease, early: DataConnection[]) {
    this.#server = server
    this.port = lease.port
    this.#lease = lease
    this.#early = early
  }

  static open(kernel: Kernel, address: IpAddress, lease: PortLease): Promise<Result<StreamListener, KernelError>> {
    return new Promise((resolve) => {
      const early: DataConnection[] = []
      let listener: StreamListener | undefined
      const server = connectionServer(kernel, (connection) => {
        if (listener) listener.#receive(connection)
        else early.push(connection)
      })
      server.once('error', (error: NodeJS.ErrnoException) => {
        lease[Symbol.dispose]()
        resolve(err(kernelError(error.code ?? 'EIO')))
      })
      server.listen({ host: address, port: lease.port, backlog: BACKLOG }, () => {
        listener = new StreamListener(server, lease, early)
        resolve(ok(listener))
      })
    })
  }

  #receive(connection: DataConnection): void {
    if (this.#onConnection) this.#onConnection(connection)
    else this.#early.push(connection)
  }

  poll(): Result<DataConnection | undefined, KernelError> {
    return ok(this.#early.shift())
  }

  wait(onConnection: (connection: DataConnection) => void): void {
    this.#onConnection = onConnection
  }

  [Symbol.dispose](): void {
    this.#onConnection = undefined
    this.#server.close()
    for (const connection of this.#early.splice(0)) connection[Symbol.dispose]()
    this.#lease[Symbol.dispose]()
  }
}

function connectionServer(kernel: Kernel, onConnection: (connection: DataConnection) => void): Server {
  const server = createServer({ pauseOnConnect: true, allowHalfOpen: true }, (socket) => {
    const peer = peerOf(socket)
    if (peer) onConnection(DataConnection.fromSocket(kernel, socket, peer))
    else socket.destroy()
  })
  // A failed accept (no descriptors left) is met again by the waiting transfer's own time limit.
  server.on('error', () => undefined)
  return server
}

/** Undefined when the peer has already gone. */
export function peerOf(socket: Socket): Endpoint | undefined {
  const address = socket.remoteAddress === undefined ? undefined : IpAddress.parse(withoutZone(socket.remoteAddress))
  if (!address?.ok || socket.remotePort === undefined) return undefined
  return { address: address.value, port: socket.remotePort as Port }
}

const withoutZone = (address: string): string => address.replace(/%.*$/, '')
