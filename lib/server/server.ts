import type { Worker } from 'node:worker_threads'
import type { RuntimeConfig } from '../config/runtime-config.ts'
import { ok, type Result } from '../core/result.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { LogSink } from '../logs/event.ts'
import { serverEvent } from '../logs/log.ts'
import { type AuthThread, startAuth } from '../reactors/auth-thread.ts'
import { endWorkers } from '../reactors/prestart.ts'
import { PassivePorts } from '../transfer/passive-ports.ts'
import { Acceptor } from './acceptor.ts'
import type { BindProblem } from './bind-addresses.ts'
import { ConnectionSlots } from './connection-slots.ts'
import { type Listener, openListeners } from './listeners.ts'
import { capabilitiesNeeded } from './privileges.ts'
import { type SessionHosts, startHosts } from './session-hosts.ts'

/** Why a server did not start, and what would be right. */
export type StartError = BindProblem

export interface ServerOptions {
  readonly sink: LogSink
  /** How reactors make their own logs. */
  readonly log: { readonly foreground: boolean; readonly terminal: boolean }
  /** Reactor threads that were started ahead (see prestartReactors); they are used, or ended. */
  readonly workers?: readonly Worker[]
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

/** Listens first, since that can fail; then starts the threads. Clients that come meanwhile wait for them. */
export async function startServer(
  config: RuntimeConfig,
  kernel: Kernel,
  options: ServerOptions,
): Promise<Result<Server, StartError>> {
  const slots = new ConnectionSlots({ total: config.maxclientsnumber, perAddress: config.maxclientsperip })
  let begin: (hosts: SessionHosts) => void = () => undefined
  const begun = new Promise<SessionHosts>((resolve) => {
    begin = resolve
  })
  const acceptor = new Acceptor(kernel, slots, options.sink, (connection, handover, onClosed) => {
    void begun.then((hosts) => hosts.adopt(connection, handover, onClosed))
  })
  const listening = await openListeners(config, kernel, acceptor.accept)
  if (!listening.ok) {
    await endWorkers(options.workers ?? [])
    return listening
  }
  const listeners = listening.value
  shrink(config, kernel, options.sink)
  const ports = PassivePorts.memoryFor(config.passiveportrange)
  const auth = startAuth(config, { warn: (text) => options.sink.write(serverEvent('warning', text)) })
  const hosts = await startHosts({ config, kernel, options, auth, ports })
  begin(hosts)
  return ok({
    listeners: listeners.map(({ address, port }) => ({ address, port })),
    usage: () => ({
      connections: slots.total,
      passivePorts: new PassivePorts(config.passiveportrange, ports).inUse,
    }),
    describeAuthentication: () => auth.describe(),
    stop: (graceSeconds) => stop(listeners, hosts, auth, graceSeconds * 1000),
  })
}

/**
 * Once the ports are open and before the first client. Reactors give up more (see startHosts); this thread and the one that
 * checks passwords read files that are only root's (shadow passwords, a puredb of another owner).
 */
function shrink(config: RuntimeConfig, kernel: Kernel, sink: LogSink): void {
  if (!kernel.credentials.canSwitch) return
  const shrunk = kernel.credentials.shrink([...capabilitiesNeeded(config), 'dac_read_search'])
  if (!shrunk.ok) sink.write(serverEvent('warning', `Cannot give capabilities up: ${shrunk.error.text}`))
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
