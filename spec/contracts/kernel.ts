import type { Files } from '../../lib/kernel/kernel.ts'
import { changesContract } from './kernel/changes.ts'
import { confinementContract } from './kernel/confinement.ts'
import { directoriesContract } from './kernel/directories.ts'
import { namesContract } from './kernel/names.ts'
import { opensContract } from './kernel/opens.ts'
import { statsContract } from './kernel/stats.ts'

/** What the file calls of every kernel do, error codes included. */
export function filesContract(name: string, files: Files): void {
  opensContract(name, files)
  statsContract(name, files)
  changesContract(name, files)
  directoriesContract(name, files)
  namesContract(name, files)
  confinementContract(name, files)
}
