import type { Socket } from 'node:net'
import type { Worker } from 'node:worker_threads'
import type { RuntimeConfig } from '../config/runtime-config.ts'
import type { Fd, Kernel } from '../kernel/kernel.ts'
import { serverEvent } from '../logs/log.ts'
import { type AuthThread, connectAuth } from '../reactors/auth-thread.ts'
import type { Handover } from '../reactors/messages.ts'
import { ReactorPool } from '../reactors/pool.ts'
import { endWorkers, newReactorWorker, reactorCount } from '../reactors/prestart.ts'
import { PassivePorts } from '../transfer/passive-ports.ts'
import { capabilitiesNeeded, onlyIdentity } from './privileges.ts'
import type { ServerOptions } from './server.ts'

/** Who serves sessions: threads, or this very thread. */
export interface SessionHosts {
  adopt(connection: Fd | Socket, handover: Handover, onClosed: () => void): void
  stop(graceMs: number): Promise<void>
}

export interface HostSurroundings {
  readonly config: RuntimeConfig
  readonly kernel: Kernel
  readonly options: ServerOptions
  readonly auth: AuthThread
  readonly ports: SharedArrayBuffer
}

/** `--reactors`, one thread a core by default; none where connections cannot be handed over. */
export function startHosts(surroundings: HostSurroundings): Promise<SessionHosts> {
  const { config, kernel, options } = surroundings
  const { workers = Array.from({ length: reactorCount(config) }, newReactorWorker) } = options
  if (kernel.sockets && workers.length > 0) return startThreads(workers, surroundings)
  void endWorkers(workers)
  return startHere(surroundings)
}

async function startThreads(
  workers: readonly Worker[],
  { config, kernel, options, auth, ports }: HostSurroundings,
): Promise<SessionHosts> {
  const identity = onlyIdentity(config, kernel)
  const capabilities = kernel.credentials.canSwitch ? capabilitiesNeeded(config) : undefined
  const { anonymousHome, log, sink } = options
  const pool = await ReactorPool.start({
    workers,
    data: () => ({ config, ports, auth: auth.connect(), anonymousHome, log, onlyIdentity: identity, capabilities }),
    warn: (text) => sink.write(serverEvent('warning', text)),
  })
  return {
    // Bare sockets come only from a kernel without descriptors, and then there are no threads (see Acceptor).
    adopt: (connection, handover, onClosed) => pool.adopt(connection as Fd, handover, onClosed),
    stop: (graceMs) => pool.stop(graceMs),
  }
}

async function startHere({ config, kernel, options, auth, ports }: HostSurroundings): Promise<SessionHosts> {
  // With threads this one needs none of what sessions need, which is most of the program.
  const { Reactor } = await import('../reactors/reactor.ts')
  const port = auth.connect()
  const reactor = new Reactor({
    config,
    kernel,
    sink: options.sink,
    ports: new PassivePorts(config.passiveportrange, ports),
    anonymousHome: options.anonymousHome,
    authenticate: connectAuth(port),
  })
  return {
    adopt: (connection, handover, onClosed) => reactor.adopt(connection, handover, onClosed),
    stop: async (graceMs) => {
      await reactor.stop(graceMs)
      port.close()
    },
  }
}
