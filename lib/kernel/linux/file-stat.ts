import { ok, type Result } from '../../core/result.ts'
import type { KernelError } from '../errno.ts'
import type { Fd, FileKind, FileStat } from '../kernel.ts'
import { AT_EMPTY_PATH } from './constants.ts'
import { addressOf, c, failure } from './library.ts'
import { emptyPath } from './path-buffer.ts'

/** struct statx: offsets of the fields that are read (statx(2)). */
const words = new Uint32Array(256 / 4)
const halves = new Uint16Array(words.buffer)
const address = addressOf(new Uint8Array(words.buffer))

const STATX_BASIC_STATS = 0x7ff
const HIGH = 2 ** 32

const KINDS: Readonly<Record<number, FileKind>> = { 0x8000: 'file', 0x4000: 'directory', 0xa000: 'symlink' }

/** statx(2) of a path in memory at `path`, relative to `directory`. */
export function statAt(directory: number, path: number, flags: number): Result<FileStat, KernelError> {
  if (c.statx(directory, path, flags, STATX_BASIC_STATS, address) < 0) return failure()
  return ok(readStat())
}

/** statx(2) of what a descriptor is open on. */
export const statOf = (fd: Fd): Result<FileStat, KernelError> => statAt(fd, emptyPath.address, AT_EMPTY_PATH)

function readStat(): FileStat {
  const type = halves[14] ?? 0
  return {
    kind: KINDS[type & 0xf000] ?? 'other',
    mode: type & 0o7777,
    links: words[4] ?? 0,
    uid: words[5] ?? 0,
    gid: words[6] ?? 0,
    size: (words[10] ?? 0) + (words[11] ?? 0) * HIGH,
    modified: (words[28] ?? 0) + ((words[29] ?? 0) | 0) * HIGH,
    device: makeDevice(words[34] ?? 0, words[35] ?? 0),
    inodeLow: words[8] ?? 0,
    inodeHigh: words[9] ?? 0,
  }
}

/** glibc's makedev(3) for the numbers that occur: 12 bits of the major, 20 of the minor. */
const makeDevice = (major: number, minor: number): number =>
  (minor & 0xff) + ((major & 0xfff) << 8) + (minor >>> 8) * 0x100000
