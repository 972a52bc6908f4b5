import { createRequire } from 'node:module'
import type * as Pino from 'pino'
import type * as PinoPretty from 'pino-pretty'
import { textFromBytes } from '../core/bytes.ts'
import type { Level, LogEvent, LogSink } from './event.ts'
import { Outlet } from './outlet.ts'

/** Syslog's levels; `notice` has no place among pino's own. */
const LEVELS: Readonly<Record<Level, number>> = { error: 50, warning: 40, notice: 35, info: 30, debug: 20 }

export interface ConsoleOptions {
  /** Lines for people, in colour, instead of JSON. */
  readonly terminal: boolean
  readonly pid: number | undefined
  readonly fd?: number
}

/** The first lines wait this long: loading pino takes 30 ms, which the first client is not to wait for. */
const WARM_UP_MILLISECONDS = 100

/**
 * Standard output of a server in the foreground: containers have logs without a syslog daemon (users-want.md 13).
 * Every thread makes its own; all write to the descriptor itself, in the turn of the loop after the event.
 */
export class ConsoleSink implements LogSink {
  readonly #options: ConsoleOptions
  readonly #outlet: Outlet
  #waiting: LogEvent[] = []
  #logger: Pino.Logger<Level> | undefined
  #at = 0

  constructor(options: ConsoleOptions) {
    this.#options = options
    this.#outlet = new Outlet(options.fd ?? 1)
    // What is still waiting must get out whichever way the thread ends.
    process.on('exit', this.flush)
  }

  write(event: LogEvent): void {
    if (!this.#outlet.open) return
    this.#waiting.push(event)
    if (this.#waiting.length > 1) return
    if (this.#logger) setImmediate(this.flush)
    else setTimeout(this.flush, WARM_UP_MILLISECONDS).unref()
  }

  readonly flush = (): void => {
    const events = this.#waiting
    this.#waiting = []
    for (const event of events) {
      const lost = this.#outlet.takeLost()
      if (lost > 0) this.#print(lossNotice(lost, event.at))
      this.#print(event)
    }
  }

  #print({ level, at, user, host, text }: LogEvent): void {
    this.#at = at
    this.#load()[level]({ user: textFromBytes(user), host: textFromBytes(host) }, textFromBytes(text))
  }

  /** Required, not imported: loading must be possible within a synchronous `write`. */
  #load(): Pino.Logger<Level> {
    if (this.#logger) return this.#logger
    const require = createRequire(import.meta.url)
    const { pino } = require('pino') as typeof Pino
    this.#logger = pino<Level>(
      {
        customLevels: LEVELS,
        useOnlyCustomLevels: true,
        level: 'debug',
        base: this.#options.pid === undefined ? null : { pid: this.#options.pid },
        timestamp: () => `,"time":"${new Date(this.#at).toISOString()}"`,
        formatters: { level: (label) => ({ level: label }) },
      },
      { write: this.#options.terminal ? this.#prettyWriter(require) : (line) => this.#outlet.write(line) },
    )
    return this.#logger
  }

  #prettyWriter(require: NodeJS.Require): (line: string) => void {
    const { prettyFactory } = require('pino-pretty') as typeof PinoPretty
    const pretty = prettyFactory({
      colorize: true,
      customLevels: LEVELS,
      customColors: 'error:red,warning:yellow,notice:green,info:blue,debug:gray',
      useOnlyCustomProps: true,
      translateTime: 'SYS:HH:MM:ss',
      ignore: 'pid,user,host',
      messageFormat: '({user}@{host}) {msg}',
    })
    return (line) => this.#outlet.write(pretty(line))
  }
}

const lossNotice = (lost: number, at: number): LogEvent => ({
  level: 'warning',
  text: `${lost} log lines were lost: standard output was full`,
  user: '?',
  host: '?',
  at,
})
