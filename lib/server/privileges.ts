import type { RuntimeConfig } from '../config/runtime-config.ts'
import type { CapabilityName, Identity, Kernel } from '../kernel/kernel.ts'

/**
 * What stays of root once the ports are open (DESIGN.md, The kernel door): switching identities and the source port of
 * active connections; creating homes (-j) and sessions of root itself need more.
 */
export function capabilitiesNeeded(config: RuntimeConfig): readonly CapabilityName[] {
  const always: readonly CapabilityName[] = ['setuid', 'setgid', 'net_bind_service']
  const homes: readonly CapabilityName[] = config.createhomedir ? ['chown', 'dac_override', 'fowner'] : []
  const root: readonly CapabilityName[] = config.minuid > 0 ? [] : ['chown', 'dac_override', 'fowner', 'fsetid']
  return [...new Set([...always, ...homes, ...root])]
}

/** With `-e` every session is the anonymous account's: its threads never need another identity. */
export function onlyIdentity(config: RuntimeConfig, kernel: Kernel): Identity | undefined {
  if (config.anonymous !== 'only' || !kernel.credentials.canSwitch) return undefined
  const entry = kernel.names.userByName('ftp') ?? kernel.names.userByName('_ftp')
  if (!entry || entry.uid === 0 || entry.gid === 0) return undefined
  return { uid: entry.uid, gid: entry.gid, groups: [entry.gid] }
}
