import type { RuntimeConfig } from '../config/runtime-config.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { ConsoleSink } from './console.ts'
import type { LogEvent, LogSink } from './event.ts'
import { createSyslog } from './syslog.ts'

type LogConfig = Pick<RuntimeConfig, 'syslogfacility' | 'logpid' | 'verboselog'>

export interface LogOptions {
  /** Not `-B`: standard output gets the log too. */
  readonly foreground: boolean
  /** Standard output is a terminal. Threads other than the main one are told, not asked. */
  readonly terminal: boolean
  readonly syslogPath?: string
}

/** `-d`: what the control connection reports at level debug. Asked once a connection, not once a line. */
export const traced = (config: Pick<RuntimeConfig, 'verboselog'>): { commands: boolean; replies: boolean } => ({
  commands: config.verboselog >= 1,
  replies: config.verboselog >= 2,
})

/** The log of one thread. Each thread makes its own from the same arguments; they share nothing but descriptors. */
export function createLog(config: LogConfig, kernel: Pick<Kernel, 'process'>, options: LogOptions): LogSink {
  const syslog = createSyslog(config, kernel.process, options.syslogPath)
  const terminal = options.foreground
    ? new ConsoleSink({ terminal: options.terminal, pid: config.logpid ? process.pid : undefined })
    : undefined
  const sinks = [syslog, terminal].filter((sink) => sink !== undefined)
  return withoutDebugUnless(traced(config).commands, combine(sinks))
}

const combine = (sinks: readonly LogSink[]): LogSink => ({
  write: (event) => {
    for (const sink of sinks) sink.write(event)
  },
})

const withoutDebugUnless = (debug: boolean, sink: LogSink): LogSink =>
  debug ? sink : { write: (event) => event.level !== 'debug' && sink.write(event) }

/** A line that belongs to no session: `(?@?)`. */
export const serverEvent = (level: LogEvent['level'], text: string): LogEvent => ({
  level,
  text,
  user: '?',
  host: '?',
  at: Date.now(),
})
