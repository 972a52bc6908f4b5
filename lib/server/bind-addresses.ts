import { lookup } from 'node:dns/promises'
import type { RuntimeConfig } from '../config/runtime-config.ts'
import { err, ok, type Result } from '../core/result.ts'
import { IpAddress } from '../core/units.ts'
import { servicePort } from './services.ts'

/** Where to listen. Port 0: one free port, the same on every address (see `listenOnAll`). */
export interface BindAddress {
  readonly address: IpAddress
  readonly port: number
}

/** Why the server cannot listen, and what would be right. Has the shape of server.ts's StartError. */
export interface BindProblem {
  readonly text: string
  readonly hint: string
}

export type BindConfig = Pick<RuntimeConfig, 'bind' | 'ipv4only' | 'ipv6only'>
type Resolve = (host: string, family: 4 | 6) => Promise<string | undefined>

/** `-S`, `-4` and `-6` as addresses: flags.md §3. IPv4 comes first. */
export async function bindAddresses(
  config: BindConfig,
  hasIpv6: boolean,
  resolve: Resolve = firstAddress,
): Promise<Result<readonly BindAddress[], BindProblem>> {
  const port = listeningPort(config)
  if (!port.ok) return port
  const families = familiesOf(config, hasIpv6)
  if (families.length === 0) return err(noFamily(config, hasIpv6))
  const found = await Promise.all(families.map((family) => addressOf(config.bind.host, family, resolve)))
  const addresses = found.filter((address) => address !== undefined)
  return addresses.length > 0
    ? ok(addresses.map((address) => ({ address, port: port.value })))
    : err(unresolved(config, families))
}

/** The flag as people would type it, for messages. */
export const bindFlag = ({ host, port }: RuntimeConfig['bind']): string =>
  `-S ${host === undefined ? '' : `${host},`}${port}`

/** The flag's row has seen to it that this is a number up to 65535, or looks like a service's name. */
function listeningPort({ bind }: BindConfig): Result<number, BindProblem> {
  const port = /^\d+$/.test(bind.port) ? Number(bind.port) : servicePort(bind.port)
  if (port !== undefined) return ok(port)
  const comma = bind.host === undefined ? `a host needs a comma: -S ${bind.port},21; ` : ''
  const hint = `${comma}a port is a number from 1 to 65535 or a TCP name of /etc/services`
  return err(problem(bind, `there is no TCP service ${bind.port}`, hint))
}

function familiesOf({ ipv4only, ipv6only }: BindConfig, hasIpv6: boolean): readonly (4 | 6)[] {
  const four = ipv6only ? [] : [4 as const]
  return ipv4only || !hasIpv6 ? four : [...four, 6 as const]
}

async function addressOf(host: string | undefined, family: 4 | 6, resolve: Resolve): Promise<IpAddress | undefined> {
  if (host === undefined || host === '' || host === '*') return anyAddress(family)
  const parsed = IpAddress.parse((await resolve(host, family)) ?? '')
  return parsed.ok ? parsed.value : undefined
}

function anyAddress(family: 4 | 6): IpAddress | undefined {
  const parsed = IpAddress.parse(family === 4 ? '0.0.0.0' : '::')
  return parsed.ok ? parsed.value : undefined
}

/** getaddrinfo, so that short forms (`127.1`), /etc/hosts and nsswitch.conf count. */
async function firstAddress(host: string, family: 4 | 6): Promise<string | undefined> {
  if (host.includes('%')) return undefined // a zone: the reference cannot listen on these either
  try {
    const found = await lookup(host, { family })
    return found.family === family ? found.address : undefined // a literal comes back whatever was asked for
  } catch {
    return undefined
  }
}

const problem = (bind: RuntimeConfig['bind'], what: string, hint: string): BindProblem => ({
  text: `Unable to start a standalone server: ${bindFlag(bind)}: ${what}`,
  hint,
})

const noFamily = ({ bind, ipv4only, ipv6only }: BindConfig, hasIpv6: boolean): BindProblem =>
  ipv4only && ipv6only
    ? problem(bind, 'nothing is left to listen on with -4 and -6', 'drop one of them, or both for IPv4 and IPv6')
    : problem(bind, `nothing is left to listen on${hasIpv6 ? '' : ' with -6: this system has no IPv6'}`, 'drop -6')

function unresolved({ bind }: BindConfig, families: readonly number[]): BindProblem {
  const host = bind.host ?? ''
  const [, bracketed] = /^\[([^\]]*)\]$/.exec(host) ?? []
  if (bracketed !== undefined)
    return problem(bind, `${host} is not an address`, `no brackets: -S ${bracketed},${bind.port}`)
  const only = families.length === 1 ? ` in IPv${families[0]}` : ''
  const hint = 'a local address, * for all of them, or a name that getent hosts finds'
  return problem(bind, `${host} has no address${only}`, only === '' ? hint : `${hint}; -4 and -6 restrict the family`)
}
