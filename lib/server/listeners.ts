import { createServer, type Server, type Socket } from 'node:net'
import type { RuntimeConfig } from '../config/runtime-config.ts'
import { err, ok, type Result } from '../core/result.ts'
import type { IpAddress } from '../core/units.ts'
import { type KernelError, kernelError } from '../kernel/errno.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { type BindProblem, bindAddresses } from './bind-addresses.ts'
import { listenOnAll, listenProblem } from './listen-on-all.ts'

/** A socket that clients connect to. */
export interface Listener {
  readonly address: IpAddress
  readonly port: number
  readonly server: Server
}

/** Opens all of `-S`, or none. Connections arrive at `onConnection`, paused. */
export async function openListeners(
  config: RuntimeConfig,
  kernel: Kernel,
  onConnection: (socket: Socket) => void,
): Promise<Result<readonly Listener[], BindProblem>> {
  const addresses = await bindAddresses(config, kernel.process.hasIpv6())
  if (!addresses.ok) return addresses
  const listening = await listenOnAll(
    addresses.value,
    (address, port) => open(address, port, backlog(config), onConnection),
    ({ server }) => server.close(),
  )
  return listening.ok ? listening : err(listenProblem(config, listening.error.at, listening.error.error))
}

/** flags.md §3: 3 + a client in eight. A little more costs nothing and survives a burst of connections. */
const backlog = ({ maxclientsnumber }: RuntimeConfig): number => Math.max(128, 3 + Math.floor(maxclientsnumber / 8))

function open(
  address: IpAddress,
  port: number,
  queue: number,
  onConnection: (socket: Socket) => void,
): Promise<Result<Listener, KernelError>> {
  return new Promise((resolve) => {
    const server = createServer({ pauseOnConnect: true, allowHalfOpen: true, noDelay: true }, onConnection)
    server.once('error', (error: NodeJS.ErrnoException) => resolve(err(kernelError(error.code ?? 'EIO'))))
    server.listen({ host: address, port, backlog: queue, ipv6Only: true }, () => {
      server.removeAllListeners('error')
      // A failed accept (no descriptors left) concerns one client: libuv sheds it, and the server goes on.
      server.on('error', () => undefined)
      const bound = server.address()
      resolve(ok({ address, port: typeof bound === 'object' && bound ? bound.port : port, server }))
    })
  })
}
