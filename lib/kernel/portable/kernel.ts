import { err } from '../../core/result.ts'
import { kernelError } from '../errno.ts'
import type { Kernel } from '../kernel.ts'
import { PortableFiles } from './files.ts'
import { portableNames } from './names.ts'

/** node:fs and node:net only: for systems other than Linux, and for kernels that refuse openat2. */
export const portableKernel = (why: string): Kernel => ({
  name: 'portable',
  weakness: `${why}: paths are confined by this program instead of the kernel, and sessions run as its own user`,
  files: new PortableFiles(),
  sockets: undefined,
  credentials: {
    canSwitch: false,
    canBindLowPorts: false,
    run: (_identity, act) => act(),
    becomeForGood: () => err(kernelError('ENOSYS')),
    shrink: () => err(kernelError('ENOSYS')),
  },
  names: portableNames,
  process: {
    setName: () => undefined,
    umask: (mask) => void process.umask(mask),
    // Node has raised the soft limit already when it started.
    raiseFileLimit: () => 1024,
    openSyslog: () => err(kernelError('ENOSYS')),
    hasIpv6: () => true,
  },
})
