import type { Brand } from '../core/brand.ts'
import type { Result } from '../core/result.ts'
import type { Endpoint, Gid, IpAddress, Uid, VirtualPath } from '../core/units.ts'
import type { KernelError } from './errno.ts'

/** An open file descriptor. Whoever holds one closes it once. */
export type Fd = Brand<number, 'Fd'>

/** The directory a session is confined to. Disposing closes it. */
export interface Root extends Disposable {
  /** The real path of the directory, as bytes (see core/bytes.ts), without a trailing slash except for `/`. */
  readonly path: string
}

export type FileKind = 'file' | 'directory' | 'symlink' | 'other'

/** Times are whole seconds since the epoch; sizes are bytes. */
export interface FileStat {
  readonly kind: FileKind
  /** Permission bits with set-id and sticky bits, without the type: 0 to 07777. */
  readonly mode: number
  readonly links: number
  readonly uid: number
  readonly gid: number
  readonly size: number
  readonly modified: number
  /** Device number as `makedev(major, minor)`, and the inode number in two 32-bit halves. */
  readonly device: number
  readonly inodeHigh: number
  readonly inodeLow: number
}

export type Follow = 'follow' | 'nofollow'
export type OpenIntent =
  /** For reading; never blocks on a FIFO. */
  | { readonly for: 'read' }
  /** For writing an existing file or a new one; the last component may not be a link; truncates nothing. */
  | { readonly for: 'write'; readonly mode: number }
  /** As `write`, but positions every write at the end. */
  | { readonly for: 'append'; readonly mode: number }
  /** A new file; fails with EEXIST if the name is taken. */
  | { readonly for: 'create'; readonly mode: number }

/** One open directory. Names come in the order of the directory, `.` and `..` included. */
export interface Directory extends Disposable {
  /** The next names, at most a few hundred, as bytes; an empty array at the end. */
  next(): Result<readonly string[], KernelError>
  stat(name: string, follow: Follow): Result<FileStat, KernelError>
  /** Target of a link, as bytes. */
  readlink(name: string): Result<string, KernelError>
}

export interface FileSystemUsage {
  readonly totalBytes: number
  /** Available to users other than root. */
  readonly availableBytes: number
}

/** File calls. Every path is resolved inside `root` by the kernel: no link and no `..` leads out of it. */
export interface Files {
  /** Opens a directory of the real file system as a root; links in `path` are followed. */
  openRoot(path: string): Result<Root, KernelError>
  open(root: Root, path: VirtualPath, intent: OpenIntent): Result<Fd, KernelError>
  openDirectory(root: Root, path: VirtualPath): Result<Directory, KernelError>
  /** Checks that `path` can be entered (is a directory with the x bit) and tells its path with links resolved. */
  enter(root: Root, path: VirtualPath): Result<VirtualPath, KernelError>
  stat(root: Root, path: VirtualPath, follow: Follow): Result<FileStat, KernelError>
  readlink(root: Root, path: VirtualPath): Result<string, KernelError>
  mkdir(root: Root, path: VirtualPath, mode: number): Result<undefined, KernelError>
  rmdir(root: Root, path: VirtualPath): Result<undefined, KernelError>
  /** Removes a file or a link, never a directory. */
  unlink(root: Root, path: VirtualPath): Result<undefined, KernelError>
  rename(root: Root, from: VirtualPath, to: VirtualPath, existing: 'replace' | 'keep'): Result<undefined, KernelError>
  /** Follows links. */
  chmod(root: Root, path: VirtualPath, mode: number): Result<undefined, KernelError>
  /** Sets both times, in seconds since the epoch. Follows links. */
  utimes(root: Root, path: VirtualPath, accessed: number, modified: number): Result<undefined, KernelError>
  /** Usage of the file system that holds `path`. */
  usage(root: Root, path: VirtualPath): Result<FileSystemUsage, KernelError>

  fstat(fd: Fd): Result<FileStat, KernelError>
  /** Reads at `offset` into `into[from, from+length)`; 0 at the end of the file. */
  read(fd: Fd, into: Uint8Array, from: number, length: number, offset: number): Result<number, KernelError>
  /** Writes `data[from, from+length)` at `offset`, or at the end when opened to append; may write less. */
  write(fd: Fd, data: Uint8Array, from: number, length: number, offset: number): Result<number, KernelError>
  truncate(fd: Fd, size: number): Result<undefined, KernelError>
  close(fd: Fd): void
}

/** What a call on a non-blocking socket may answer besides a value. */
export const WOULD_BLOCK = 'would-block'
export type WouldBlock = typeof WOULD_BLOCK

/** Sockets as bare descriptors, all non-blocking and close-on-exec. Absent from the portable kernel. */
export interface RawSockets {
  /** Listens with SO_REUSEADDR; port 0 lets the kernel choose. */
  listen(address: IpAddress, port: number, backlog: number): Result<{ fd: Fd; port: number }, KernelError>
  accept(listener: Fd): Result<{ fd: Fd; peer: Endpoint } | WouldBlock, KernelError>
  /** Moves up to `count` bytes of `file` from `offset` to `socket`; 0 at the end of the file. */
  sendfile(socket: Fd, file: Fd, offset: number, count: number): Result<number | WouldBlock, KernelError>
  /** Writes text whose characters are bytes; may write less. */
  write(socket: Fd, data: Uint8Array, from: number, length: number): Result<number | WouldBlock, KernelError>
  /** 0 means that the peer has finished sending. */
  read(socket: Fd, into: Uint8Array, from: number, length: number): Result<number | WouldBlock, KernelError>
  /** TCP_NODELAY, SO_OOBINLINE (urgent data stays in the stream), low-delay TOS, keep-alive. */
  tuneControl(socket: Fd): void
  /** Throughput TOS, keep-alive. */
  tuneData(socket: Fd): void
  duplicate(fd: Fd): Result<Fd, KernelError>
  close(fd: Fd): void
}

/** Who file calls are made as. */
export interface Identity {
  readonly uid: Uid
  readonly gid: Gid
  readonly groups: readonly Gid[]
}

/** Credentials of the calling thread (not of the process). */
export interface Credentials {
  /** True when this thread can act as other users. */
  readonly canSwitch: boolean
  /** True when this thread may bind ports below 1024. */
  readonly canBindLowPorts: boolean
  /** Runs `act` as `identity`; `act` must not await. Without the right to switch it just runs. */
  run<T>(identity: Identity, act: () => T): T
  /** Gives up root in the calling thread for good, keeping only the right to bind low ports. */
  becomeForGood(identity: Identity): Result<undefined, KernelError>
  /** Drops from the calling thread's capability sets all but what `keep` names, and sets no-new-privileges. */
  shrink(keep: readonly CapabilityName[]): Result<undefined, KernelError>
}
export type CapabilityName =
  | 'chown'
  | 'dac_override'
  | 'dac_read_search'
  | 'fowner'
  | 'fsetid'
  | 'setgid'
  | 'setuid'
  | 'net_bind_service'

export interface UserEntry {
  readonly name: string
  readonly password: string
  readonly uid: Uid
  readonly gid: Gid
  readonly gecos: string
  readonly home: string
  readonly shell: string
}
export interface ShadowEntry {
  readonly password: string
  /** Days since the epoch; -1 where the field is empty. */
  readonly lastChange: number
  readonly maximumDays: number
  readonly expires: number
}

/** Name services. These may block (LDAP, NIS): call them off the reactors, or cache what they say. */
export interface NameService {
  userByName(name: string): UserEntry | undefined
  userByUid(uid: number): UserEntry | undefined
  groupName(gid: number): string | undefined
  groupId(name: string): Gid | undefined
  /** Primary and supplementary groups. */
  groupsOf(name: string, primary: Gid): readonly Gid[]
  shadow(name: string): ShadowEntry | undefined
  validShells(): readonly string[]
  /** crypt(3); undefined when the setting is not one the system knows. Blocks for as long as the hash takes. */
  crypt(password: string, setting: string): string | undefined
}

/** A datagram socket to a syslog daemon. Never blocks. */
export interface SyslogSocket extends Disposable {
  /** False when the record was not taken (no daemon, or its queue is full). */
  send(record: Uint8Array): boolean
}

export interface ProcessCalls {
  /** The name that ps and killall see for the thread group, at most 15 bytes. Call on the main thread. */
  setName(name: string): void
  umask(mask: number): void
  /** Raises the soft limit of open files to the hard one; tells the limit in force. */
  raiseFileLimit(): number
  openSyslog(path: string): Result<SyslogSocket, KernelError>
  hasIpv6(): boolean
}

/** Everything we ask of the operating system beyond node:net, in one place. */
export interface Kernel {
  readonly name: 'linux' | 'portable'
  /** Why this is the portable kernel, for the start-up log; undefined for linux. */
  readonly weakness: string | undefined
  readonly files: Files
  readonly sockets: RawSockets | undefined
  readonly credentials: Credentials
  readonly names: NameService
  readonly process: ProcessCalls
}
