import { err, ok, type Result } from '../core/result.ts'
import { MAX_SOCKET_PATH } from './paths.ts'

/** A method of `-l` that there is a back end for. */
export type AuthMethod = { readonly method: 'unix' } | { readonly method: 'puredb'; readonly file: string }

/** A method of Pure-FTPd's whose back end is still to be written: its grammar is checked all the same. */
export interface LaterMethod {
  readonly method: 'pam' | 'mysql' | 'pgsql' | 'ldap' | 'extauth'
}

export const isAuthMethod = (given: AuthMethod | LaterMethod): given is AuthMethod =>
  given.method === 'unix' || given.method === 'puredb'

/** Method and argument, split at the first colon. The reference compares prefixes, so `unixfoo` passes there (Q14). */
function split(text: string): { readonly method: string; readonly argument: string } {
  const colon = text.indexOf(':')
  return colon < 0
    ? { method: text.toLowerCase(), argument: '' }
    : { method: text.slice(0, colon).toLowerCase(), argument: text.slice(colon + 1) }
}

export function parseLogin(text: string): Result<AuthMethod | LaterMethod, string> {
  const { method, argument } = split(text)
  switch (method) {
    case 'unix':
      return ok({ method })
    case 'puredb':
      return argument === '' ? err('the file is missing: puredb:/etc/pureftpd.pdb') : ok({ method, file: argument })
    case 'pam':
      return ok({ method })
    case 'ldap':
    case 'mysql':
    case 'pgsql':
      return argument === '' ? err(`the file is missing: ${method}:/etc/pureftpd-${method}.conf`) : ok({ method })
    case 'extauth':
      return isSocketPath(argument) ? ok({ method }) : err('the path of a socket is expected: extauth:/run/ftpd.sock')
    default:
      return err(text.startsWith('/') ? `a method comes first: puredb:${text}` : '')
  }
}

const isSocketPath = (path: string): boolean => path !== '' && Buffer.byteLength(path) <= MAX_SOCKET_PATH

/** The reference's text for what `parseLogin` refuses. */
export function loginRefusal(text: string): string {
  const { method, argument } = split(text)
  switch (method) {
    case 'puredb':
      return 'Missing virtual users file name'
    case 'ldap':
      return 'Configuration error: Invalid LDAP configuration file: -'
    case 'mysql':
    case 'pgsql':
      return 'Configuration error: Invalid SQL configuration file: (null)'
    case 'extauth':
      return argument === '' ? 'Missing socket path' : 'Path too long' // without a path the reference crashes at PASS
    default:
      return `Unknown authentication method: ${text}`
  }
}
