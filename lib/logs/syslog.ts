import type { RuntimeConfig } from '../config/runtime-config.ts'
import type { ProcessCalls, SyslogSocket } from '../kernel/kernel.ts'
import type { Level, LogEvent, LogSink } from './event.ts'

/** Where the C library sends its records. */
export const SYSLOG_PATH = '/dev/log'

/** Facility codes of syslog.h, shifted as they stand in a priority; `security` is an old name of auth. */
const FACILITIES: Readonly<Record<string, number>> = {
  kern: 0,
  user: 1 << 3,
  mail: 2 << 3,
  daemon: 3 << 3,
  auth: 4 << 3,
  security: 4 << 3,
  syslog: 5 << 3,
  lpr: 6 << 3,
  news: 7 << 3,
  uucp: 8 << 3,
  cron: 9 << 3,
  authpriv: 10 << 3,
  ftp: 11 << 3,
  mark: 24 << 3,
  ...Object.fromEntries([0, 1, 2, 3, 4, 5, 6, 7].map((n) => [`local${n}`, (16 + n) << 3])),
}

const SEVERITIES: Readonly<Record<Level, number>> = { error: 3, warning: 4, notice: 5, info: 6, debug: 7 }

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const two = (n: number): string => String(n).padStart(2, '0')

/** `Mon dd hh:mm:ss` in local time, the day padded with a blank: RFC 3164 §4.1.2, strftime's `%h %e %T`. */
export function syslogTime(at: number): string {
  const date = new Date(at)
  const day = String(date.getDate()).padStart(2)
  return `${MONTHS[date.getMonth()]} ${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
}

/** The part scanners such as fail2ban read; its shape is frozen (logs.md §3). */
export const logLine = ({ level, text, user, host }: LogEvent): string =>
  `(${user}@${host}) [${level.toUpperCase()}] ${text}`

/** The datagram that glibc's syslog() would send, as a byte string. */
export const syslogRecord = (event: LogEvent, facility: number, pid: number | undefined): string =>
  `<${facility | SEVERITIES[event.level]}>${syslogTime(event.at)} ` +
  `pure-ftpd${pid === undefined ? '' : `[${pid}]`}: ${logLine(event)}`

/** A daemon that went away is looked for again this often, so that a missing one costs next to nothing. */
const RECONNECT_AFTER = 1000

/** Sends each event as one datagram. What the daemon does not take is counted, never waited for. */
class Syslog implements LogSink {
  readonly #calls: ProcessCalls
  readonly #path: string
  readonly #facility: number
  readonly #pid: number | undefined
  #socket: SyslogSocket | undefined
  #triedAt = Number.NEGATIVE_INFINITY
  #lost = 0

  constructor(calls: ProcessCalls, path: string, facility: number, pid: number | undefined) {
    this.#calls = calls
    this.#path = path
    this.#facility = facility
    this.#pid = pid
  }

  write(event: LogEvent): void {
    if (this.#lost > 0 && this.#deliver(this.#lossNotice(event.at))) this.#lost = 0
    if (!this.#deliver(event)) this.#lost++
  }

  #lossNotice(at: number): LogEvent {
    return {
      level: 'warning',
      user: '?',
      host: '?',
      at,
      text: `${this.#lost} log lines were lost: syslog did not take them`,
    }
  }

  #deliver(event: LogEvent): boolean {
    const record = Buffer.from(syslogRecord(event, this.#facility, this.#pid), 'latin1')
    if (this.#socket?.send(record)) return true
    return this.#reconnect() && this.#socket?.send(record) === true
  }

  /** A restarted daemon has a new socket behind the same name; a full one is no better for a new connection. */
  #reconnect(): boolean {
    const now = performance.now()
    if (now - this.#triedAt < RECONNECT_AFTER) return false
    this.#triedAt = now
    this.#socket?.[Symbol.dispose]()
    const opened = this.#calls.openSyslog(this.#path)
    this.#socket = opened.ok ? opened.value : undefined
    return opened.ok
  }
}

type SyslogConfig = Pick<RuntimeConfig, 'syslogfacility' | 'logpid'>

/** The sink of `-f`; undefined under `-f none`. An unknown name is the default facility (quirk 16). */
export function createSyslog(config: SyslogConfig, calls: ProcessCalls, path = SYSLOG_PATH): LogSink | undefined {
  const name = config.syslogfacility.toLowerCase()
  if (name === 'none') return undefined
  return new Syslog(calls, path, FACILITIES[name] ?? 11 << 3, config.logpid ? process.pid : undefined)
}
