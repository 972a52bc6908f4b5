import type { FileStat } from '../kernel/kernel.ts'

/** Facts of one entry (RFC 3659 §7.5), always all and in the reference's order (commands.md §9.7). */
export interface FactSubject {
  readonly stat: FileStat
  /** `cdir` and `pdir` are for MLSD only (§20 row 26). */
  readonly type: string
}

export function facts({ stat, type }: FactSubject, anonymous: boolean): string {
  const size = stat.kind === 'directory' ? 'sizd' : 'size'
  const owner = anonymous ? '' : `UNIX.uid=${stat.uid};UNIX.gid=${stat.gid};`
  return (
    `type=${type};${size}=${stat.size};modify=${timeText(stat.modified)};` +
    `UNIX.mode=0${stat.mode.toString(8)};${owner}unique=${unique(stat)}; `
  )
}

const hex = (value: number): string => value.toString(16)

const unique = ({ device, inodeHigh, inodeLow }: FileStat): string =>
  `${hex(device)}g${inodeHigh === 0 ? hex(inodeLow) : hex(inodeHigh) + hex(inodeLow).padStart(8, '0')}`

/** What four digits of a year can tell; times of damaged files lie beyond. */
const YEAR_0 = -62_167_219_200
const YEAR_9999 = 253_402_300_799

let lastSeconds = Number.NaN
let lastText = ''

/** `YYYYMMDDHHMMSS` in UTC (RFC 3659 §2.3); entries of one directory often share their time. */
export function timeText(seconds: number): string {
  if (seconds !== lastSeconds) {
    lastSeconds = seconds
    const told = Math.max(YEAR_0, Math.min(YEAR_9999, seconds))
    lastText = new Date(told * 1000).toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')
  }
  return lastText
}

/** Type fact of a link: its target, unless that would break the syntax of facts (RFC 3659 §7.2, §20 row 27). */
const linkType = (target: string | undefined): string =>
  target === undefined || /[\x00-\x20;\x7f]/.test(target) ? 'OS.unix=symlink' : `OS.unix=slink:${target}`

export function typeOf(stat: FileStat, target: string | undefined): string {
  if (stat.kind === 'directory') return 'dir'
  return stat.kind === 'symlink' ? linkType(target) : 'file'
}
