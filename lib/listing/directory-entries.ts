import type { Result } from '../core/result.ts'
import type { VirtualPath } from '../core/units.ts'
import type { ConfinedFs } from '../files/confined-fs.ts'
import { resolve } from '../files/virtual-path.ts'
import type { KernelError } from '../kernel/errno.ts'
import type { Directory, FileStat, Follow } from '../kernel/kernel.ts'
import { isShown } from './shown.ts'

export interface Entry {
  readonly name: string
  /** Of the link itself, unless links are shown as what they lead to. */
  readonly stat: FileStat
  /** Where a link leads, as stored; undefined for everything else. */
  readonly target: string | undefined
}

/** What can be asked about a name: in an open directory, or from where the client is. */
export interface Place {
  stat(name: string, follow: Follow): Result<FileStat, KernelError>
  readlink(name: string): Result<string, KernelError>
}

/** Names as a client gives them: relative to where it is, or absolute. */
export const placeAt = (fs: ConfinedFs, cwd: VirtualPath): Place => ({
  stat: (name, follow) => fs.stat(resolve(cwd, name), follow),
  readlink: (name) => fs.readlink(resolve(cwd, name)),
})

/** The names that a listing shows, one batch after the other as the directory gives them. */
export function* shownNames(directory: Directory, all: boolean): Generator<readonly string[]> {
  for (;;) {
    const batch = directory.next()
    if (!batch.ok || batch.value.length === 0) return
    yield batch.value.filter((name) => (all || !name.startsWith('.')) && isShown(name))
  }
}

/**
 * An entry as it is shown; undefined for what listings leave out: devices, FIFOs, sockets, and what has gone. With
 * `resolveLinks` (`-b`) a link that resolves looks like what it leads to.
 */
export function entryOf(place: Place, name: string, resolveLinks: boolean): Entry | undefined {
  const own = place.stat(name, 'nofollow')
  if (!own.ok || own.value.kind === 'other') return undefined
  if (own.value.kind !== 'symlink') return { name, stat: own.value, target: undefined }
  const led = resolveLinks ? place.stat(name, 'follow') : undefined
  if (led?.ok) return led.value.kind === 'other' ? undefined : { name, stat: led.value, target: undefined }
  const target = place.readlink(name)
  return { name, stat: own.value, target: target.ok ? target.value : '..' }
}
