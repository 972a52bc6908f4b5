import { constants } from 'node:os'

/** A failed system call: a stable code for decisions, and the C library's text for people. */
export interface KernelError {
  readonly code: string
  readonly text: string
}

/** glibc's texts: clients and scripts see them in replies (commands.md, Conventions). */
const TEXTS: Readonly<Record<string, string>> = {
  EPERM: 'Operation not permitted',
  ENOENT: 'No such file or directory',
  EIO: 'Input/output error',
  EBADF: 'Bad file descriptor',
  EAGAIN: 'Resource temporarily unavailable',
  ENOMEM: 'Cannot allocate memory',
  EACCES: 'Permission denied',
  EBUSY: 'Device or resource busy',
  EEXIST: 'File exists',
  EXDEV: 'Invalid cross-device link',
  ENODEV: 'No such device',
  ENXIO: 'No such device or address',
  ENOTDIR: 'Not a directory',
  EISDIR: 'Is a directory',
  EINVAL: 'Invalid argument',
  ENFILE: 'Too many open files in system',
  EMFILE: 'Too many open files',
  ETXTBSY: 'Text file busy',
  EFBIG: 'File too large',
  ENOSPC: 'No space left on device',
  ESPIPE: 'Illegal seek',
  EROFS: 'Read-only file system',
  EMLINK: 'Too many links',
  EPIPE: 'Broken pipe',
  ENAMETOOLONG: 'File name too long',
  ENOSYS: 'Function not implemented',
  ENOTEMPTY: 'Directory not empty',
  ELOOP: 'Too many levels of symbolic links',
  EOVERFLOW: 'Value too large for defined data type',
  EOPNOTSUPP: 'Operation not supported',
  EADDRINUSE: 'Address already in use',
  EADDRNOTAVAIL: 'Cannot assign requested address',
  ENETUNREACH: 'Network is unreachable',
  EHOSTUNREACH: 'No route to host',
  ECONNREFUSED: 'Connection refused',
  ECONNRESET: 'Connection reset by peer',
  ETIMEDOUT: 'Connection timed out',
  EINPROGRESS: 'Operation now in progress',
  EDQUOT: 'Disk quota exceeded',
  ESTALE: 'Stale file handle',
}

const errors = new Map<string, KernelError>()

/** The error of a code such as `ENOENT`. Equal codes give the same object. */
export function kernelError(code: string): KernelError {
  let error = errors.get(code)
  if (!error) {
    error = { code, text: TEXTS[code] ?? `Unknown error ${code}` }
    errors.set(code, error)
  }
  return error
}

const codes = new Map<number, string>(Object.entries(constants.errno).map(([code, errno]) => [errno, code]))

/** The error of a positive errno. */
export const kernelErrorOf = (errno: number): KernelError => kernelError(codes.get(errno) ?? String(errno))
