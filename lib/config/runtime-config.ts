import type { IpAddress } from '../core/units.ts'

/** Placeholder contract until the flag table derives it: same field names and types. */
export interface RuntimeConfig {
  readonly notruncate: boolean
  readonly logpid: boolean
  readonly ipv4only: boolean
  readonly ipv6only: boolean
  /** undefined: nobody is confined (no -A, no -a). */
  readonly chroot: { readonly except: number | undefined } | undefined
  readonly brokenclientscompatibility: boolean
  readonly daemonize: boolean
  readonly maxclientsperip: number | undefined
  readonly maxclientsnumber: number
  readonly verboselog: 0 | 1 | 2
  readonly displaydotfiles: boolean
  readonly anonymous: 'allowed' | 'only' | 'forbidden'
  readonly syslogfacility: string
  readonly pidfile: string
  readonly norename: boolean
  readonly dontresolve: boolean
  /** seconds */
  readonly maxidletime: number
  readonly anonymouscantupload: boolean
  readonly createhomedir: boolean
  readonly keepallfiles: boolean
  readonly login: readonly AuthMethod[]
  readonly limitrecursion: { readonly files: number; readonly depth: number }
  readonly anonymouscancreatedirs: boolean
  readonly natmode: boolean
  readonly passiveportrange: { readonly first: number; readonly last: number } | undefined
  readonly forcepassiveip: string | undefined
  readonly nochmod: boolean
  readonly bind: { readonly host: string | undefined; readonly port: string }
  readonly umask: { readonly files: number; readonly directories: number }
  readonly minuid: number
  readonly trustedip: IpAddress | undefined
  readonly fxp: 'nobody' | 'users' | 'everybody'
  readonly dotfiles: 'allowed' | 'no-write' | 'no-access'
  readonly allowdotfiles: boolean
  readonly customerproof: boolean
  readonly reactors: number | undefined
}
export type AuthMethod = { readonly method: 'unix' } | { readonly method: 'puredb'; readonly file: string }
