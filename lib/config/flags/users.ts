import { setting } from '../draft.ts'
import { merging, option, toggle } from '../flag.ts'
import type { AuthMethod } from '../login-methods.ts'
import { isAuthMethod, type LaterMethod, loginRefusal, parseLogin } from '../login-methods.ts'
import { wholeNumber } from '../numbers.ts'
import type { Repeat } from '../repeat.ts'

export interface Chroot {
  /** The group whose members are left free; undefined: nobody is. */
  readonly except: number | undefined
}
/** undefined: nobody is confined. */
const chroot = setting('chroot')<Chroot | undefined>(undefined)
/** (gid_t) -1 means "no group" to the kernel. */
const LARGEST_GID = 0xffff_fffe

export const chrooteveryone = toggle({
  short: 'A',
  long: 'chrooteveryone',
  directive: 'ChrootEveryone',
  sets: chroot,
  to: { except: undefined },
  repeat: 'The last one of -A and -a counts.',
  help: 'restrict users to their home directories',
  more: 'Root is not restricted. A home directory that contains /./ restricts its user without this flag.',
})

export const trustedgid = option({
  short: 'a',
  long: 'trustedgid',
  directive: 'TrustedGID',
  argument: 'GID',
  sets: chroot,
  initially: 'nobody is restricted',
  expects: 'the number of a group, like 100',
  parse: (text) => {
    const gid = wholeNumber(0, LARGEST_GID)(text)
    return gid.ok ? { ok: true, value: { except: gid.value } } : gid
  },
  refusal: (text) => `Configuration error: Illegal trusted gid for chroot: ${text}`,
  help: 'restrict users to their home directories, except root and the members of this group',
  more: 'Members are also exempt from --keepallfiles and the rules about dot files. The last one of -A and -a counts.',
})

type Anonymous = 'allowed' | 'only' | 'forbidden'
const anonymous = setting('anonymous')<Anonymous>('allowed')

export const anonymousonly = toggle({
  short: 'e',
  long: 'anonymousonly',
  directive: 'AnonymousOnly',
  sets: anonymous,
  to: 'only',
  repeat: 'The last one of -e and -E counts.',
  help: 'serve anonymous users only',
})

export const noanonymous = toggle({
  short: 'E',
  long: 'noanonymous',
  directive: 'NoAnonymous',
  sets: anonymous,
  to: 'forbidden',
  repeat: 'The last one of -e and -E counts.',
  help: 'refuse anonymous users',
})

export const anonymouscantupload = toggle({
  short: 'i',
  long: 'anonymouscantupload',
  directive: 'AnonymousCantUpload',
  sets: setting('anonymouscantupload')(false),
  to: true,
  help: 'refuse uploads of anonymous users',
})

export const anonymouscancreatedirs = toggle({
  short: 'M',
  long: 'anonymouscancreatedirs',
  directive: 'AnonymousCanCreateDirs',
  sets: setting('anonymouscancreatedirs')(false),
  to: true,
  help: 'let anonymous users create directories',
})

export const createhomedir = toggle({
  short: 'j',
  long: 'createhomedir',
  directive: 'CreateHomeDir',
  sets: setting('createhomedir')(false),
  to: true,
  help: 'create a missing home directory when its user logs in',
})

const loginRule: Repeat<readonly AuthMethod[], AuthMethod | LaterMethod> = {
  says: 'May be repeated: the methods are asked in this order, until one knows the user.',
  merge: (previous, given) => (isAuthMethod(given) ? [...previous, given] : previous),
}

export const login = merging({
  short: 'l',
  long: 'login',
  directive: 'UnixAuthentication, PAMAuthentication, PureDB, ExtAuth, LDAPConfigFile, MySQLConfigFile, PGSQLConfigFile',
  argument: 'METHOD[:FILE]',
  sets: setting('login')<readonly AuthMethod[]>([]),
  initially: 'unix',
  expects: 'unix, or puredb:FILE',
  parse: parseLogin,
  refusal: loginRefusal,
  repeat: loginRule,
  supported: (given) => (isAuthMethod(given) ? undefined : `--login=${given.method}`),
  help: 'where users and passwords are looked up',
  more: "The method unix is the system's own accounts, and puredb:FILE a database made by pure-pw mkdb.",
})
