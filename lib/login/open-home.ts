import type { Account } from '../auth/account.ts'
import type { LoginPolicy } from '../auth/login-policy.ts'
import { err, ok, type Result } from '../core/result.ts'
import type { VirtualPath } from '../core/units.ts'
import { ConfinedFs } from '../files/confined-fs.ts'
import { createHome } from '../kernel/create-home.ts'
import { type KernelError, kernelError } from '../kernel/errno.ts'
import type { Identity, Kernel, Root } from '../kernel/kernel.ts'
import type { CommandContext } from '../protocol/context.ts'
import { ROOT } from './start-session.ts'

/** A session's view of the file system, and where it starts. */
export interface OpenedHome {
  readonly fs: ConfinedFs
  readonly cwd: VirtualPath
}

/** Opens the root of an account's sessions; a home that is missing is created under `-j`. */
export function openHome(
  account: Account,
  policy: LoginPolicy,
  identity: Identity,
  { config, kernel }: CommandContext,
): Result<OpenedHome, KernelError> {
  // A relative or empty home would be looked up from wherever the server stands.
  if (!account.home.startsWith('/')) return err(kernelError('ENOENT'))
  const opened = openAt(policy, identity, kernel)
  if (opened.ok || opened.error.code !== 'ENOENT' || !config.createhomedir) return opened
  const created = createHome(account.home, 0o777 & ~config.umask.directories, identity)
  return created.ok ? openAt(policy, identity, kernel) : created
}

function openAt({ root, home }: LoginPolicy, identity: Identity, kernel: Kernel): Result<OpenedHome, KernelError> {
  const opened = openRoot(root, identity, kernel)
  if (!opened.ok) return opened
  const fs = new ConfinedFs(kernel, opened.value, identity)
  if (home === ROOT) return ok({ fs, cwd: ROOT })
  const entered = fs.enter(home)
  if (entered.ok) return ok({ fs, cwd: entered.value })
  fs[Symbol.dispose]()
  return entered
}

/**
 * The way to a home may lead through directories that are root's alone: those the server walks itself, as the reference
 * does. What lies in the home, the user's own permissions decide in any case.
 */
export function openRoot(path: string, identity: Identity, kernel: Kernel): Result<Root, KernelError> {
  const opened = kernel.credentials.run(identity, () => kernel.files.openRoot(path))
  return opened.ok || opened.error.code !== 'EACCES' ? opened : kernel.files.openRoot(path)
}
