import type { RuntimeConfig } from '../config/runtime-config.ts'
import type { IpAddress } from '../core/units.ts'
import type { Level } from '../logs/event.ts'
import { remarks } from './start-up-remarks.ts'

/** What is known once the listeners are open and is not in the flags. */
export interface StartUpFacts {
  readonly version: string
  readonly listeners: readonly { readonly address: string; readonly port: number }[]
  /** What `-P` resolves to; undefined when it does not. Unused without `-P`. */
  readonly forcedAddress: IpAddress | undefined
  /** `describe()` of each back end, in order. */
  readonly methods: readonly string[]
  /** Directory anonymous sessions are confined to; undefined when there is no account for them. */
  readonly anonymousRoot: string | undefined
  /** Effective uid of the process. */
  readonly uid: number
  /** Why the portable kernel is in use. */
  readonly weakness: string | undefined
  /** Why syslog cannot be reached. */
  readonly syslogProblem: string | undefined
  /** Open files allowed, after the soft limit was raised. */
  readonly fileLimit: number
}

export interface ReportLine {
  readonly level: Level
  readonly text: string
}

/** What the server is about to do, then everything about it that is probably not meant, one line each. */
export const startUpReport = (config: RuntimeConfig, facts: StartUpFacts): readonly ReportLine[] => [
  info(`pure-ftpd ${facts.version}, listening on ${facts.listeners.map(endpoint).join(' and ')}`),
  info(passivePorts(config, facts)),
  info(authentication(config, facts)),
  ...remarks(config, facts),
]

const info = (text: string): ReportLine => ({ level: 'info', text })

const endpoint = ({ address, port }: { readonly address: string; readonly port: number }): string =>
  address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`

/** The line that every thread about a hanging listing lacks (users-want.md 1). */
function passivePorts({ passiveportrange: range, forcepassiveip }: RuntimeConfig, facts: StartUpFacts): string {
  const ports = range ? `${range.first}-${range.last}` : 'any free port'
  const address =
    forcepassiveip === undefined
      ? 'the address each client connected to'
      : `${facts.forcedAddress ?? 'nothing'} (-P ${forcepassiveip})`
  return `Passive connections: ${ports}, advertised as ${address}`
}

const ANONYMOUS = { allowed: 'anonymous allowed', only: 'anonymous only', forbidden: 'no anonymous' } as const

const authentication = ({ anonymous }: RuntimeConfig, { methods }: StartUpFacts): string =>
  `Authentication: ${[...(anonymous === 'only' ? [] : methods), ANONYMOUS[anonymous]].join(', ')}`
