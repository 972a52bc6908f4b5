import { isatty } from 'node:tty'
import type { Worker } from 'node:worker_threads'
import type { RuntimeConfig } from '../config/runtime-config.ts'
import type { Kernel, UserEntry } from '../kernel/kernel.ts'
import { openKernel } from '../kernel/open-kernel.ts'
import type { LogSink } from '../logs/event.ts'
import { createLog, serverEvent } from '../logs/log.ts'
import { writePidFile } from '../server/pid-file.ts'
import { type Server, startServer } from '../server/server.ts'
import { nameProcess, untilStopped } from '../server/signals.ts'
import { gatherFacts } from '../server/start-up-facts.ts'
import { startUpReport } from '../server/start-up-report.ts'
import type { StartFailure } from './outcome.ts'
import { VERSION } from './version.ts'

export interface ServeOptions {
  readonly foreground: boolean
  /** Reactor threads started ahead. */
  readonly workers: readonly Worker[]
  /** Root of anonymous sessions where no account says it (`npm start`). */
  readonly anonymousHome?: string
  /** False: none is written, whatever `-g` says. */
  readonly pidFile?: boolean
  /** Called once clients can connect. */
  readonly onListening: (server: Server) => void
}

/** Runs the server in this process until a signal ends it. Resolves to what went wrong, if it did not start. */
export async function serve(config: RuntimeConfig, options: ServeOptions): Promise<StartFailure | undefined> {
  const kernel = openKernel()
  nameProcess((name) => kernel.process.setName(name))
  kernel.process.umask(0)
  const fileLimit = kernel.process.raiseFileLimit()
  const log = { foreground: options.foreground, terminal: options.foreground && isatty(1) }
  const sink = createLog(config, kernel, log)

  const started = await startServer(config, kernel, {
    sink,
    log,
    workers: options.workers,
    ...(options.anonymousHome === undefined ? {} : { anonymousHome: options.anonymousHome }),
  })
  if (!started.ok) {
    const { text, hint } = started.error
    sink.write(serverEvent('error', text))
    return { status: 1, lines: [`pure-ftpd: ${text}: ${hint}`] }
  }
  keepGoing(sink)
  const server = started.value
  // Before the pid file tells others whom to send signals to.
  const stopped = untilStopped(server, sink)
  const pidFile = options.pidFile === false ? undefined : writePidFile(config.pidfile)
  if (pidFile?.ok === false) sink.write(serverEvent('warning', pidFile.error))
  options.onListening(server)
  // Not awaited: a name server that is slow must not delay the stop.
  report(config, kernel, sink, server, { fileLimit, anonymousHome: options.anonymousHome }).catch((error: unknown) =>
    sink.write(serverEvent('error', `Internal error: ${String(error)}`)),
  )
  await stopped
  if (pidFile?.ok) pidFile.value[Symbol.dispose]()
  return undefined
}

interface Known {
  readonly fileLimit: number
  readonly anonymousHome: string | undefined
}

/** After the listeners, so that looking up names and counting users keeps no client waiting. */
async function report(
  config: RuntimeConfig,
  kernel: Kernel,
  sink: LogSink,
  server: Server,
  known: Known,
): Promise<void> {
  const facts = await gatherFacts(config, kernel, {
    version: VERSION,
    listeners: server.listeners,
    methods: await server.describeAuthentication(),
    anonymousRoot: known.anonymousHome ?? anonymousAccount(kernel)?.home,
    fileLimit: known.fileLimit,
  })
  for (const { level, text } of startUpReport(config, facts)) sink.write(serverEvent(level, text))
}

/** commands.md: anonymous sessions are those of the account `ftp`. */
const anonymousAccount = ({ names }: Kernel): UserEntry | undefined =>
  names.userByName('ftp') ?? names.userByName('_ftp')

/** No failure of one session ends another (DESIGN.md, invariant 6): an exception that nobody caught is a line in the log. */
function keepGoing(sink: LogSink): void {
  process.on('uncaughtException', (error) => {
    sink.write(serverEvent('error', `Internal error: ${error.stack ?? error.message}`))
  })
}
