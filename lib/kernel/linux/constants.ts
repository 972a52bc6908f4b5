/** From the kernel's headers: values that Node does not tell. x86-64 and arm64 differ in four open flags only. */
const arm = process.arch === 'arm64'

export const AT_FDCWD = -100
export const AT_SYMLINK_NOFOLLOW = 0x100
export const AT_REMOVEDIR = 0x200
export const AT_EMPTY_PATH = 0x1000

export const O_WRONLY = 0o1
export const O_CREAT = 0o100
export const O_EXCL = 0o200
export const O_NOCTTY = 0o400
export const O_APPEND = 0o2000
export const O_NONBLOCK = 0o4000
export const O_DIRECTORY = arm ? 0o40000 : 0o200000
export const O_NOFOLLOW = arm ? 0o100000 : 0o400000
export const O_CLOEXEC = 0o2000000
export const O_PATH = 0o10000000

export const RESOLVE_NO_MAGICLINKS = 0x02
export const RESOLVE_IN_ROOT = 0x10

export const RENAME_NOREPLACE = 1

export const F_DUPFD_CLOEXEC = 1030

export const AF_UNIX = 1
export const AF_INET = 2
export const AF_INET6 = 10
export const SOCK_STREAM = 1
export const SOCK_DGRAM = 2
export const SOCK_NONBLOCK = 0o4000
export const SOCK_CLOEXEC = 0o2000000
export const MSG_DONTWAIT = 0x40
export const MSG_NOSIGNAL = 0x4000

export const SOL_SOCKET = 1
export const SO_REUSEADDR = 2
export const SO_KEEPALIVE = 9
export const SO_OOBINLINE = 10
export const IPPROTO_IP = 0
export const IP_TOS = 1
export const IPPROTO_TCP = 6
export const TCP_NODELAY = 1
export const IPPROTO_IPV6 = 41
export const IPV6_V6ONLY = 26
export const IPTOS_LOWDELAY = 0x10
export const IPTOS_THROUGHPUT = 0x08

export const PR_SET_NAME = 15
export const PR_SET_KEEPCAPS = 8
export const PR_CAPBSET_DROP = 24
export const PR_GET_SECUREBITS = 27
export const PR_SET_SECUREBITS = 28
export const PR_SET_NO_NEW_PRIVS = 38
export const RLIMIT_NOFILE = 7
