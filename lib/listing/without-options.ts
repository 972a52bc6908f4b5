import type { VirtualPath } from '../core/units.ts'
import type { ConfinedFs } from '../files/confined-fs.ts'
import { resolve } from '../files/virtual-path.ts'

/** NLST and MLSD take options that they ignore (`NLST -la dir`), unless a directory really has that name. */
export function withoutOptions(fs: ConfinedFs, cwd: VirtualPath, argument: string): string {
  if (!argument.startsWith('-')) return argument
  const led = fs.stat(resolve(cwd, argument), 'follow')
  return led.ok && led.value.kind === 'directory' ? argument : argument.replace(/^(?:-[^ ]* *)+/, '')
}
