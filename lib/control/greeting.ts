import { IpAddress } from '../core/units.ts'
import type { CommandContext } from '../protocol/context.ts'
import { type Reply, reply } from '../protocol/reply.ts'

/** How many sessions there are, this one included, and how many there may be. */
export interface Attendance {
  readonly number: number
  readonly limit: number
}

/** The lines of commands.md §2, in their order. */
export function greeting(context: CommandContext, { number, limit }: Attendance, now = new Date()): Reply {
  const { client, config } = context
  return reply(
    220,
    '--------- Welcome to Pure-FTPd [privsep] [TLS] ----------',
    `You are user number ${number} of ${limit} allowed.`,
    `Local time is now ${twoDigits(now.getHours())}:${twoDigits(now.getMinutes())}. Server port: ${client.localPort}.`,
    ...POLICY[context.anonymous],
    ...(config.fxp === 'everybody' ? ['This server supports FXP transfers'] : []),
    ...(offersIpv6(context) ? ['IPv6 connections are also welcome on this server.'] : []),
    `You will be disconnected after ${duration(config.maxidletime)} of inactivity.`,
  )
}

const POLICY = {
  allowed: [],
  only: ['Only anonymous FTP is allowed here'],
  forbidden: ['This is a private system - No anonymous login'],
} as const

const offersIpv6 = ({ client, config, kernel }: CommandContext): boolean =>
  !config.ipv4only && IpAddress.family(client.peer) === 4 && kernel.process.hasIpv6()

const duration = (seconds: number): string =>
  seconds >= 120 ? `${Math.floor(seconds / 60)} minutes` : `${seconds} seconds`

const twoDigits = (value: number): string => String(value).padStart(2, '0')
