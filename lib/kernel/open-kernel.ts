import type { Kernel } from './kernel.ts'
import { portableKernel } from './portable/kernel.ts'

/** The FFI library is loaded on Linux only: elsewhere the portable kernel does without. */
const linux = process.platform === 'linux' ? await loadLinux() : 'this system is not Linux'

async function loadLinux(): Promise<(() => Kernel | string) | string> {
  try {
    return (await import('./linux/kernel.ts')).linuxKernel
  } catch (error) {
    return `the FFI library cannot be loaded: ${String(error)}`
  }
}

/** The best kernel there is, for the calling thread. `portable` asks for the weaker one, for specs and debugging. */
export function openKernel(options: { readonly portable?: boolean } = {}): Kernel {
  if (options.portable) return portableKernel('it was asked for')
  const kernel = typeof linux === 'string' ? linux : linux()
  return typeof kernel === 'string' ? portableKernel(kernel) : kernel
}
