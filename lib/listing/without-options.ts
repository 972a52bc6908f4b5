import type { VirtualPath } from '../core/units.ts'
import type { ConfinedFs } from '../files/confined-fs.ts'
import { resolve } from '../files/virtual-path.ts'

/** NLST and MLSD take options that they ignore (`NLST -la dir`), unless something really has that name. */
export function withoutOptions(fs: ConfinedFs, cwd: VirtualPath, argument: string): string {
  if (!argument.startsWith('-') || fs.stat(resolve(cwd, argument), 'nofollow').ok) return argument
  return argument.replace(/^(-[^ ]* *)+/, '')
}
