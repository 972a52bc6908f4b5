import { constants } from 'node:os'
import koffi from 'koffi'
import { type Err, err } from '../../core/result.ts'
import { type KernelError, kernelErrorOf } from '../errno.ts'

/** The C library, bound once a thread. Addresses are passed as numbers: that is the cheapest call koffi makes. */
export const libc = load(['libc.so.6', 'libc.musl-x86_64.so.1', 'libc.musl-aarch64.so.1'])

/** The first of these libraries that the system has. */
export function load(names: readonly string[]): ReturnType<typeof koffi.load> {
  const [name, ...others] = names
  try {
    return koffi.load(name ?? null)
  } catch (error) {
    if (others.length === 0) throw error
    return load(others)
  }
}

export type Call = (...values: readonly (number | bigint)[]) => number
export const call = (prototype: string): Call => libc.func(prototype) as Call

/** Calls with these prototypes take integers only; pointers are addresses (see `addressOf`). */
export const c = {
  syscall: call('int64_t syscall(int64_t, int64_t, int64_t, int64_t, int64_t, int64_t, int64_t)'),
  open: call('int open(uintptr_t, int, uint32_t)'),
  close: call('int close(int)'),
  pread: call('int64_t pread(int, uintptr_t, size_t, int64_t)'),
  pwrite: call('int64_t pwrite(int, uintptr_t, size_t, int64_t)'),
  ftruncate: call('int ftruncate(int, int64_t)'),
  mkdirat: call('int mkdirat(int, uintptr_t, uint32_t)'),
  unlinkat: call('int unlinkat(int, uintptr_t, int)'),
  readlinkat: call('int64_t readlinkat(int, uintptr_t, uintptr_t, size_t)'),
  statx: call('int statx(int, uintptr_t, int, uint32_t, uintptr_t)'),
  fstatfs: call('int fstatfs(int, uintptr_t)'),
  fchmodat: call('int fchmodat(int, uintptr_t, uint32_t, int)'),
  linkat: call('int linkat(int, uintptr_t, int, uintptr_t, int)'),
  send: call('int64_t send(int, uintptr_t, size_t, int)'),
  recv: call('int64_t recv(int, uintptr_t, size_t, int)'),
  sendfile: call('int64_t sendfile(int, int, uintptr_t, size_t)'),
  socket: call('int socket(int, int, int)'),
  bind: call('int bind(int, uintptr_t, uint32_t)'),
  listen: call('int listen(int, int)'),
  connect: call('int connect(int, uintptr_t, uint32_t)'),
  accept4: call('int accept4(int, uintptr_t, uintptr_t, int)'),
  getsockname: call('int getsockname(int, uintptr_t, uintptr_t)'),
  setsockopt: call('int setsockopt(int, int, int, uintptr_t, uint32_t)'),
  fcntl: call('int fcntl(int, int, int)'),
  prctl: call('int prctl(int, uint64_t, uint64_t, uint64_t, uint64_t)'),
  umask: call('uint32_t umask(uint32_t)'),
  getrlimit: call('int getrlimit(int, uintptr_t)'),
  setrlimit: call('int setrlimit(int, uintptr_t)'),
  geteuid: call('uint32_t geteuid()'),
  getegid: call('uint32_t getegid()'),
} as const

/** Where a buffer lies. The caller keeps the buffer alive for as long as the address is used. */
export const addressOf = (buffer: Uint8Array): number => Number(koffi.address(buffer))

/** Keeps a buffer of the caller's that is nowhere else: it must not be collected while the kernel writes to it. */
export let held: Uint8Array | undefined

/** The same for a part of a buffer. Beyond it lies the heap: that is a bug of the caller, found here. */
export function regionOf(buffer: Uint8Array, from: number, length: number): number {
  if (!(from >= 0 && length >= 0 && from + length <= buffer.length)) throw new RangeError('outside of the buffer')
  held = buffer
  return addressOf(buffer) + from
}

export const { errno: E } = constants

/** The failure of the call made just before. */
export const failure = (): Err<KernelError> => err(kernelErrorOf(koffi.errno()))

export const lastErrno = (): number => koffi.errno()

/** System calls that the C library does not wrap, or wraps for the whole process. */
const NUMBERS = {
  x64: {
    getdents64: 217,
    setgroups: 116,
    setresuid: 117,
    setresgid: 119,
    capget: 125,
    capset: 126,
    renameat2: 316,
    openat2: 437,
    fchmodat2: 452,
    utimensat: 280,
  },
  arm64: {
    getdents64: 61,
    setgroups: 159,
    setresuid: 147,
    setresgid: 149,
    capget: 90,
    capset: 91,
    renameat2: 276,
    openat2: 437,
    fchmodat2: 452,
    utimensat: 88,
  },
} as const

export type Architecture = keyof typeof NUMBERS
export const isSupportedArchitecture = (name: string): name is Architecture => name in NUMBERS

/** Numbers of this machine. */
export const SYS = NUMBERS[isSupportedArchitecture(process.arch) ? process.arch : 'x64']

/** A raw system call: -1 with errno on failure, as with libc's wrappers. */
export const sys = (number: number, a = 0, b = 0, c3 = 0, d = 0, e = 0): number => c.syscall(number, a, b, c3, d, e, 0)
