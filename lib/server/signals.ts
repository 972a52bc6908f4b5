import type { LogSink } from '../logs/event.ts'
import { serverEvent } from '../logs/log.ts'

/** Time for running transfers to end once the server was told to stop; a container is killed after ten seconds. */
export const GRACE_SECONDS = 10

/** The signals that end the reference; HUP is not among them any more (quirk 37). */
const STOP: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGXCPU']
/**
 * Blocked or ignored in the reference; by default some would kill us. Listening to USR1 also keeps Node's debugger
 * from opening a port in a server that runs as root.
 */
const IGNORED: readonly NodeJS.Signals[] = ['SIGUSR1', 'SIGUSR2', 'SIGALRM', 'SIGPIPE', 'SIGIO', 'SIGURG', 'SIGVTALRM']

export interface Stoppable {
  /** Stops accepting; sessions without a transfer get 421 now, the others when it ends or time is up. */
  stop(graceSeconds: number): Promise<void>
}

/** Waits until a signal has stopped the server. The first one is patient, the second is not. */
export async function untilStopped(server: Stoppable, log: LogSink, grace = GRACE_SECONDS): Promise<void> {
  using signals = new SignalHandlers()
  signals.on(IGNORED, () => {})
  signals.on(['SIGHUP'], () => log.write(serverEvent('notice', 'SIGHUP: nothing to reload, the server goes on')))

  const first = await signals.next(STOP)
  log.write(serverEvent('notice', `${first}: stopping, running transfers have ${grace} seconds`))
  const second = signals.next(STOP)
  await Promise.race([server.stop(grace), second.then(() => server.stop(0))])
  log.write(serverEvent('notice', 'Stopped'))
}

/** Handlers that are taken off together, so that the process has its own defaults back. */
class SignalHandlers implements Disposable {
  readonly #handlers: (readonly [NodeJS.Signals, (signal: NodeJS.Signals) => void])[] = []

  on(signals: readonly NodeJS.Signals[], handler: (signal: NodeJS.Signals) => void): void {
    for (const signal of signals) {
      process.on(signal, handler)
      this.#handlers.push([signal, handler])
    }
  }

  next(signals: readonly NodeJS.Signals[]): Promise<NodeJS.Signals> {
    return new Promise((resolve) => this.on(signals, resolve))
  }

  [Symbol.dispose](): void {
    for (const [signal, handler] of this.#handlers) process.off(signal, handler)
  }
}

/**
 * `ps` shows the title, `killall pure-ftpd` and systemd's journal go by the kernel's name of the process. Setting the
 * title sets both, so the name comes second.
 */
export function nameProcess(setName: (name: string) => void): void {
  process.title = 'pure-ftpd (SERVER)'
  setName('pure-ftpd')
}
