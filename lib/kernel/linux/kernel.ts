import type { Kernel } from '../kernel.ts'
import { O_PATH } from './constants.ts'
import { LinuxCredentials } from './credentials.ts'
import { LinuxFiles } from './files.ts'
import { linuxNames } from './names.ts'
import { openInRoot } from './open.ts'
import { linuxProcess } from './process.ts'
import { LinuxRoot } from './root.ts'
import { LinuxSockets } from './sockets.ts'

let kernel: Kernel | undefined

/**
 * The Linux kernel, for the calling thread; or why it cannot be used. One a thread: two would not know of each other's
 * identities.
 */
export function linuxKernel(): Kernel | string {
  if (kernel) return kernel
  const files = new LinuxFiles()
  const root = files.openRoot('/')
  if (!root.ok) return `/ cannot be opened: ${root.error.text}`
  using held = root.value
  // Linux 5.6 has openat2; some sandboxes refuse it.
  const probe = held instanceof LinuxRoot ? openInRoot(held.fd, '/', O_PATH, 0) : undefined
  if (probe?.ok !== true) return `openat2 is refused: ${probe?.error.text ?? ''}`
  files.close(probe.value)
  kernel = {
    name: 'linux',
    weakness: undefined,
    files,
    sockets: new LinuxSockets(),
    credentials: new LinuxCredentials(),
    names: linuxNames,
    process: linuxProcess,
  }
  return kernel
}
