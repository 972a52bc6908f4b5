import { err, ok, type Result } from '../../core/result.ts'
import { type Draft, setting } from '../draft.ts'
import { merging, option } from '../flag.ts'
import { MAX_SOCKET_PATH } from '../paths.ts'
import type { Repeat } from '../repeat.ts'

/** 0 none, 1 offered, 2 required for logins, 3 required for transfers as well. */
type TlsLevel = 0 | 1 | 2 | 3
const level = setting('tls')<TlsLevel>(0)
/** Without `-Y` the other flags are never looked at, so that they change nothing. */
const tlsIsOff = (draft: Draft): boolean => draft.get(level) === 0

const tlsRefusal = (): string => 'Configuration error: TLS'

export const tls = option({
  short: 'Y',
  long: 'tls',
  directive: 'TLS',
  argument: 'LEVEL',
  sets: level,
  initially: '0',
  expects: '0, 1, 2 or 3',
  choices: ['0', '1', '2', '3'],
  parse: parseLevel,
  refusal: tlsRefusal,
  supported: false,
  inert: tlsIsOff,
  help: 'TLS: 0 off, 1 offered, 2 required to log in, 3 required for transfers too',
})

/** The reference takes any text for 0, and so turns TLS off in silence (Q15). */
function parseLevel(text: string): Result<TlsLevel, string> {
  const digit = /^\s*\+?0*([0-3])$/.exec(text)?.[1]
  const levels: readonly TlsLevel[] = [0, 1, 2, 3]
  const value = levels.find((known) => String(known) === digit)
  return value === undefined ? err('') : ok(value)
}

const DEFAULT_PEM = '/etc/ssl/private/pure-ftpd.pem'

export const certfile = option({
  short: '2',
  long: 'certfile',
  directive: 'CertFile, CertFileAndKey',
  argument: 'CERTIFICATE[,KEY]',
  sets: setting('certfile')({ certificate: DEFAULT_PEM, key: DEFAULT_PEM }),
  initially: DEFAULT_PEM,
  expects: 'a PEM file with certificate and key, or two files with a comma between them',
  parse: (text) => {
    const comma = text.indexOf(',')
    const certificate = comma < 0 ? text : text.slice(0, comma)
    const key = text.slice(comma + 1)
    return certificate !== '' && key !== '' ? ok({ certificate, key }) : err('')
  },
  refusal: tlsRefusal,
  supported: false,
  inert: tlsIsOff,
  help: 'the certificate and its private key',
  more: 'Used with --tls only.',
})

export const extcert = option({
  short: '3',
  long: 'extcert',
  directive: 'ExtCert',
  argument: 'SOCKET',
  sets: setting('extcert')<string | undefined>(undefined),
  initially: 'the same certificate for every name',
  expects: `the path of a socket, at most ${MAX_SOCKET_PATH} bytes long`,
  parse: (text) => (Buffer.byteLength(text) <= MAX_SOCKET_PATH ? ok(text) : err('')),
  refusal: () => 'Path too long',
  supported: false,
  inert: tlsIsOff,
  help: 'ask pure-certd behind this socket which certificate to use',
  more: 'Used with --tls only.',
})

export interface CipherSuite {
  /** undefined: the built-in list (flags.md §11). */
  readonly ciphers: string | undefined
  readonly clientcertificates: boolean
}

const cipherRule: Repeat<CipherSuite, CipherSuite> = {
  says: 'The last list counts; -C: cannot be undone.',
  merge: (previous, given) => ({
    ciphers: given.ciphers,
    clientcertificates: previous.clientcertificates || given.clientcertificates,
  }),
}

export const tlsciphersuite = merging({
  short: 'J',
  long: 'tlsciphersuite',
  directive: 'TLSCipherSuite',
  argument: '[-C:]CIPHERS',
  sets: setting('tlsciphersuite')<CipherSuite>({ ciphers: undefined, clientcertificates: false }),
  initially: 'a list of strong ciphers',
  expects: 'an OpenSSL cipher list like HIGH, with -C: in front to require client certificates',
  parse: parseCiphers,
  refusal: (text) => `TLS: Invalid TLSCipherSuite specified '${text}'`,
  repeat: cipherRule,
  supported: false,
  inert: tlsIsOff,
  help: 'ciphers for TLS up to 1.2',
  more: 'Used with --tls only.',
})

/** `-S:` is accepted for old command lines. Any other dash makes the reference loop for ever (Q13). */
function parseCiphers(text: string): Result<CipherSuite, string> {
  const [, prefixes = '', ciphers = ''] = /^((?:-[SC]:)*)(.*)$/s.exec(text) ?? []
  if (ciphers.startsWith('-')) return err('')
  return ok({ ciphers: ciphers === '' ? undefined : ciphers, clientcertificates: prefixes.includes('-C:') })
}
