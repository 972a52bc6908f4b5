import { availableParallelism } from 'node:os'
import type { RuntimeConfig } from '../config/runtime-config.ts'
import { ok, type Result } from '../core/result.ts'
import type { Fd, Identity, Kernel } from '../kernel/kernel.ts'
import type { LogSink } from '../logs/event.ts'
import { serverEvent } from '../logs/log.ts'
import { type AuthThread, connectAuth, startAuth } from '../reactors/auth-thread.ts'
import type { Handover } from '../reactors/messages.ts'
import { ReactorPool } from '../reactors/pool.ts'
import { Reactor } from '../reactors/reactor.ts'
import { PassivePorts } from '../transfer/passive-ports.ts'
import { Acceptor, type Adopt } from './acceptor.ts'
import type { BindProblem } from './bind-addresses.ts'
import { ConnectionSlots } from './connection-slots.ts'
import { type Listener, openListeners } from './listeners.ts'
import { capabilitiesNeeded, onlyIdentity } from './privileges.ts'

/** Why a server did not start, and what would be right. */
export type StartError = BindProblem

export interface ServerOptions {
  readonly sink: LogSink
  /** How reactors make their own logs. */
  readonly log: { readonly foreground: boolean; readonly terminal: boolean }
  /** Root of anonymous sessions where no `ftp` account can be used (not started as root). */
  readonly anonymousHome?: string
}

export interface Server {
  readonly listeners: readonly { readonly address: string; readonly port: number }[]
  /** Connections served now, and ports leased: both are 0 once the last session is gone. */
  readonly usage: () => { readonly connections: number; readonly passivePorts: number }
  /** One line for each `-l`, for the start-up log. */
  describeAuthentication(): Promise<readonly string[]>
  /** No new connections; sessions end after their transfer or `graceSeconds`, with a 421. */
  stop(graceSeconds: number): Promise<void>
}

/** Who serves sessions: threads, or this very thread. */
interface SessionHosts {
  readonly adopt: Adopt
  stop(graceMs: number): Promise<void>
}

export async function startServer(
  config: RuntimeConfig,
  kernel: Kernel,
  options: ServerOptions,
): Promise<Result<Server, StartError>> {
  const slots = new ConnectionSlots({ total: config.maxclientsnumber, perAddress: config.maxclientsperip })
  const auth = startAuth(config, { warn: (text) => options.sink.write(serverEvent('warning', text)) })
  let start: (hosts: SessionHosts) => void = () => undefined
  // Connections may come as soon as a port is open: they wait until the reactors are there.
  const started = new Promise<SessionHosts>((resolve) => {
    start = resolve
  })
  const adopt: Adopt = (connection, handover, onClosed) => {
    void started.then((hosts) => hosts.adopt(connection, handover, onClosed))
  }
  const acceptor = new Acceptor(kernel, slots, options.sink, adopt)
  const listening = await openListeners(config, kernel, acceptor.accept)
  if (!listening.ok) {
    await auth.stop()
    return listening
  }
  const listeners = listening.value
  shrink(config, kernel, options.sink)
  const ports = passiveMemory(config)
  const hosts = await startHosts(config, kernel, options, auth, ports)
  start(hosts)
  return ok({
    listeners: listeners.map(({ address, port }) => ({ address, port })),
    usage: () => ({ connections: slots.total, passivePorts: passivePorts(config, ports)?.inUse ?? 0 }),
    describeAuthentication: () => auth.describe(),
    stop: (graceSeconds) => stop(listeners, hosts, auth, graceSeconds * 1000),
  })
}

const passiveMemory = ({ passiveportrange }: RuntimeConfig): SharedArrayBuffer | undefined =>
  passiveportrange && PassivePorts.memoryFor(passiveportrange)

const passivePorts = (config: RuntimeConfig, memory: SharedArrayBuffer | undefined): PassivePorts | undefined =>
  config.passiveportrange && memory && new PassivePorts(config.passiveportrange, memory)

/** Once the ports are open and before the first client: threads started from here on inherit the smaller set. */
function shrink(config: RuntimeConfig, kernel: Kernel, sink: LogSink): void {
  if (!kernel.credentials.canSwitch) return
  const shrunk = kernel.credentials.shrink(capabilitiesNeeded(config))
  if (!shrunk.ok) sink.write(serverEvent('warning', `Cannot give capabilities up: ${shrunk.error.text}`))
}

async function startHosts(
  config: RuntimeConfig,
  kernel: Kernel,
  options: ServerOptions,
  auth: AuthThread,
  ports: SharedArrayBuffer | undefined,
): Promise<SessionHosts> {
  const reactors = kernel.sockets ? (config.reactors ?? availableParallelism()) : 0
  const { anonymousHome, log, sink } = options
  const identity: Identity | undefined = onlyIdentity(config, kernel)
  if (reactors > 0) {
    const pool = await ReactorPool.start({
      reactors,
      data: () => ({ config, ports, auth: auth.connect(), anonymousHome, log, onlyIdentity: identity }),
      warn: (text) => sink.write(serverEvent('warning', text)),
    })
    return {
      // Bare sockets exist only without descriptors, and then there are no threads (see Acceptor).
      adopt: (connection, handover, onClosed) => pool.adopt(connection as Fd, handover, onClosed),
      stop: (graceMs) => pool.stop(graceMs),
    }
  }
  const port = auth.connect()
  const reactor = new Reactor({
    config,
    kernel,
    sink,
    ports: passivePorts(config, ports),
    anonymousHome,
    authenticate: connectAuth(port),
  })
  return {
    adopt: (connection, handover: Handover, onClosed) => reactor.adopt(connection, handover, onClosed),
    stop: async (graceMs) => {
      await reactor.stop(graceMs)
      port.close()
    },
  }
}

async function stop(
  listeners: readonly Listener[],
  hosts: SessionHosts,
  auth: AuthThread,
  graceMs: number,
): Promise<void> {
  for (const { server } of listeners) server.close()
  await hosts.stop(graceMs)
  await auth.stop()
}
