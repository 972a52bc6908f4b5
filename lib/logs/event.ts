export type Level = 'error' | 'warning' | 'notice' | 'info' | 'debug'

/** One line of the log. Texts are byte strings (core/bytes.ts), control characters already replaced. */
export interface LogEvent {
  readonly level: Level
  readonly text: string
  /** The account once the login is complete, else `?`. */
  readonly user: string
  /** The peer's name or address, or `?` outside sessions. */
  readonly host: string
  /** Unix time in milliseconds. */
  readonly at: number
}

/** Where events go. Safe to call from any thread's own instance; never blocks and never throws. */
export interface LogSink {
  write(event: LogEvent): void
}
