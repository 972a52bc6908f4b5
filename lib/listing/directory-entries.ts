import type { RuntimeConfig } from '../config/runtime-config.ts'
import type { Directory, FileStat } from '../kernel/kernel.ts'
import type { ListOptions } from './options.ts'

export interface Entry {
  readonly name: string
  readonly stat: FileStat
  /** Where a link leads, as stored. */
  readonly target: string | undefined
}

const CONTROL = /[\x00-\x1f\x7f]/

/** The names of a directory that a listing shows, at most `limit` of them, in byte order. */
export function shownNames(
  directory: Directory,
  all: boolean,
  limit: number,
): { readonly names: string[]; readonly truncated: boolean } {
  const names: string[] = []
  for (;;) {
    const batch = directory.next()
    if (!batch.ok || batch.value.length === 0) return { names: names.toSorted(byBytes), truncated: false }
    for (const name of batch.value) {
      if ((name.startsWith('.') && !all) || CONTROL.test(name)) continue
      if (names.length >= limit) return { names: names.toSorted(byBytes), truncated: true }
      names.push(name)
    }
  }
}

const byBytes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** An entry as it is shown; undefined for what listings leave out: devices, FIFOs, sockets, and what has gone. */
export function entryOf(
  directory: Directory,
  name: string,
  { brokenclientscompatibility: resolveLinks }: Pick<RuntimeConfig, 'brokenclientscompatibility'>,
): Entry | undefined {
  const own = directory.stat(name, 'nofollow')
  if (!own.ok || own.value.kind === 'other') return undefined
  if (own.value.kind !== 'symlink') return { name, stat: own.value, target: undefined }
  const led = resolveLinks ? directory.stat(name, 'follow') : undefined
  // `-b`: a link that resolves looks like what it leads to.
  if (led?.ok) return led.value.kind === 'other' ? undefined : { name, stat: led.value, target: undefined }
  const target = directory.readlink(name)
  return { name, stat: own.value, target: target.ok ? target.value : '..' }
}

const COMPARE: Readonly<Record<'time' | 'size', (a: Entry, b: Entry) => number>> = {
  time: (a, b) => b.stat.modified - a.stat.modified,
  size: (a, b) => b.stat.size - a.stat.size,
}

/** In the order asked for; entries that are equal keep the order they come in. */
export function inOrder(entries: readonly Entry[], { sort, reverse }: ListOptions): readonly Entry[] {
  const sorted = sort === 'name' ? entries : entries.toSorted(COMPARE[sort])
  return reverse ? sorted.toReversed() : sorted
}
