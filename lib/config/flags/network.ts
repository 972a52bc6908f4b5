import { err, ok, type Result } from '../../core/result.ts'
import { IpAddress, type PortRange } from '../../core/units.ts'
import { setting } from '../draft.ts'
import { anyText, merging, option, toggle } from '../flag.ts'
import { numberPair } from '../numbers.ts'
import { firstCounts, type Repeat } from '../repeat.ts'

export const ipv4only = toggle({
  short: '4',
  long: 'ipv4only',
  directive: 'IPV4Only',
  sets: setting('ipv4only')(false),
  to: true,
  help: 'listen on IPv4 only',
  more: 'EPRT and EPSV refuse IPv6 as well.',
})

export const ipv6only = toggle({
  short: '6',
  long: 'ipv6only',
  directive: 'IPV6Only',
  sets: setting('ipv6only')(false),
  to: true,
  help: 'listen on IPv6 only',
  more: 'IPv4 clients cannot connect at all.',
})

export const brokenclientscompatibility = toggle({
  short: 'b',
  long: 'brokenclientscompatibility',
  directive: 'BrokenClientsCompatibility',
  sets: setting('brokenclientscompatibility')(false),
  to: true,
  help: 'make allowances for old and careless clients',
  more:
    'EPSV is unknown on IPv4, anonymous users are asked for a password, and listings show symbolic links as what ' +
    'they point to.',
})

export const dontresolve = toggle({
  short: 'H',
  long: 'dontresolve',
  directive: 'DontResolve',
  sets: setting('dontresolve')(false),
  to: true,
  help: 'show clients by address, without looking up their names',
})

export const natmode = toggle({
  short: 'N',
  long: 'natmode',
  directive: 'NATmode',
  sets: setting('natmode')(false),
  to: true,
  help: 'refuse passive transfers',
  more: 'For servers behind address translation that cannot be reached on passive ports. With --forcepassiveip they can.',
})

export interface Bind {
  readonly host: string | undefined
  readonly port: string
}

/** flags.md §3: the first host and the last port of all `-S` count. An empty side says nothing. */
const bindRule: Repeat<Bind, Partial<Bind>> = {
  says: 'The first host and the last port count.',
  merge: (previous, given) => ({ host: previous.host ?? given.host, port: given.port ?? previous.port }),
}

export const bind = merging({
  short: 'S',
  long: 'bind',
  directive: 'Bind',
  argument: '[HOST,]PORT',
  sets: setting('bind')<Bind>({ host: undefined, port: '21' }),
  initially: 'port 21 of all addresses',
  expects: 'PORT, HOST,PORT, HOST, or ,PORT; PORT is a number up to 65535 or a service name',
  parse: parseBind,
  refusal: (text) => `Configuration error: Illegal address or port to listen on: ${text}`,
  repeat: bindRule,
  help: 'listen on this address and port',
  more:
    'HOST is an address without brackets, a name, or * for all addresses; note the comma. PORT 0 is a free port that ' +
    'the system chooses.',
})

function parseBind(text: string): Result<Partial<Bind>, string> {
  const comma = text.indexOf(',')
  const host = text.slice(0, Math.max(comma, 0))
  const port = text.slice(comma + 1)
  if (port === '' ? comma < 0 : !isPortOrService(port)) return err(bindMistake(text, comma, port))
  return ok({ ...(host === '' ? {} : { host }), ...(port === '' ? {} : { port }) })
}

const isPortOrService = (text: string): boolean =>
  /^\d+$/.test(text) ? Number(text) <= 65535 : /^[a-z][a-z\d+_-]*$/i.test(text)

/** What people write who know other servers. */
function bindMistake(text: string, comma: number, port: string): string {
  const [, bracketed, after] = /^\[([^\]]*)\](?::(\w+))?$/.exec(text) ?? []
  if (bracketed !== undefined) return `no brackets, and a comma: ${bracketed},${after ?? '21'}`
  const [, host, number] = /^([^:,]+):(\d+)$/.exec(text) ?? []
  if (host !== undefined) return `a comma, not a colon: ${host},${number}`
  return comma < 0 && /[.:]/.test(port) ? `an address needs a comma: ${text},21` : ''
}

export const passiveportrange = option({
  short: 'p',
  long: 'passiveportrange',
  directive: 'PassivePortRange',
  argument: 'FIRST:LAST',
  sets: setting('passiveportrange')<PortRange | undefined>(undefined),
  initially: 'any free port',
  expects: 'two ports from 1024 to 65535, the lower one first, like 30000:30009',
  parse: parsePorts,
  refusal: (text) => `Configuration error: Illegal ports range: ${text}`,
  help: 'ports for passive transfers',
  more:
    'Open these in the firewall, and publish them from a container. Unlike Pure-FTPd, a short range does not lower ' +
    '--maxclientsnumber: a port is taken only while a transfer needs it.',
})

function parsePorts(text: string): Result<PortRange, string> {
  const pair = numberPair(1)(text)
  if (!pair.ok) return pair
  const [first, last] = pair.value
  if (last < first) return err(`the lower port comes first: ${last}:${first}`)
  return first >= 1024 && last <= 65535 ? ok({ first, last }) : err('')
}

export const forcepassiveip = merging({
  short: 'P',
  long: 'forcepassiveip',
  directive: 'ForcePassiveIP',
  argument: 'ADDRESS',
  sets: setting('forcepassiveip')<string | undefined>(undefined),
  initially: 'the address the client connected to',
  expects: 'an IPv4 address, or a name that has one',
  parse: anyText,
  refusal: (text) => `Configuration error: Illegal forced IP for passive connections: ${text}`,
  repeat: firstCounts,
  help: 'the address that PASV announces',
  more: 'For servers behind address translation: the public address. A name is looked up again while the server runs.',
})

export const trustedip = option({
  short: 'V',
  long: 'trustedip',
  directive: 'TrustedIP',
  argument: 'ADDRESS',
  sets: setting('trustedip')<IpAddress | undefined>(undefined),
  initially: 'every address is trusted',
  expects: 'an IPv4 or IPv6 address of this host, no name and no mask',
  parse: (text) => {
    const address = IpAddress.parse(text)
    return address.ok && !text.includes('%') ? address : err('') // inet_pton knows no zones
  },
  refusal: () => 'Configuration error: Illegal trusted IP address',
  help: 'local address on which users may log in; elsewhere only anonymous sessions are served',
})

type Fxp = 'nobody' | 'users' | 'everybody'
const fxp = setting('fxp')<Fxp>('nobody')

export const allowuserfxp = toggle({
  short: 'w',
  long: 'allowuserfxp',
  directive: 'AllowUserFXP',
  sets: fxp,
  to: 'users',
  repeat: 'The last one of -w and -W counts.',
  help: 'let users transfer between two servers (FXP)',
})

export const allowanonymousfxp = toggle({
  short: 'W',
  long: 'allowanonymousfxp',
  directive: 'AllowAnonymousFXP',
  sets: fxp,
  to: 'everybody',
  repeat: 'The last one of -w and -W counts.',
  help: 'let everybody transfer between two servers (FXP)',
  more: 'Not a good idea on a public server.',
})
