import type { RuntimeConfig } from '../config/runtime-config.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { SYSLOG_PATH } from '../logs/syslog.ts'
import { ForcedAddress } from './greeting-addresses.ts'
import type { StartUpFacts } from './start-up-report.ts'

/** What the server knows of itself. */
type KnownFacts = Pick<StartUpFacts, 'version' | 'listeners' | 'methods' | 'anonymousRoot' | 'fileLimit'>

/** Asks the system for what the report needs beyond what the server knows of itself. */
export async function gatherFacts(config: RuntimeConfig, kernel: Kernel, known: KnownFacts): Promise<StartUpFacts> {
  const { forcepassiveip } = config
  return {
    ...known,
    forcedAddress: forcepassiveip === undefined ? undefined : await new ForcedAddress(forcepassiveip).current(),
    uid: process.geteuid?.() ?? 0,
    weakness: kernel.weakness,
    syslogProblem: syslogProblem(kernel),
  }
}

function syslogProblem(kernel: Kernel): string | undefined {
  const opened = kernel.process.openSyslog(SYSLOG_PATH)
  if (!opened.ok) return opened.error.text
  opened.value[Symbol.dispose]()
  return undefined
}
