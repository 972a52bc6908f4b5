import type { BigIntStats } from 'node:fs'
import type { FileKind, FileStat } from '../kernel.ts'

const NANOSECONDS = 1_000_000_000n

export function statOf(stat: BigIntStats): FileStat {
  return {
    kind: kindOf(stat),
    mode: Number(stat.mode & 0o7777n),
    links: Number(stat.nlink),
    uid: Number(stat.uid),
    gid: Number(stat.gid),
    size: Number(stat.size),
    modified: wholeSeconds(stat.mtimeNs),
    device: Number(stat.dev),
    inodeHigh: Number(stat.ino >> 32n),
    inodeLow: Number(stat.ino & 0xffff_ffffn),
  }
}

/** Downwards, before 1970 too, as the kernel counts. */
const wholeSeconds = (time: bigint): number => {
  const within = ((time % NANOSECONDS) + NANOSECONDS) % NANOSECONDS
  return Number((time - within) / NANOSECONDS)
}

function kindOf(stat: BigIntStats): FileKind {
  if (stat.isFile()) return 'file'
  if (stat.isDirectory()) return 'directory'
  return stat.isSymbolicLink() ? 'symlink' : 'other'
}
