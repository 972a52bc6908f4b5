import { openKernel } from '../kernel/open-kernel.ts'
import { serverEvent } from '../logs/log.ts'
import { createSyslog } from '../logs/syslog.ts'

/** A bad option goes to the facility `ftp` whatever `-f` says: it may be the option after `-f` (flags.md §2.7). */
export function logRefusal(text: string): void {
  createSyslog({ syslogfacility: 'ftp', logpid: false }, openKernel().process)?.write(serverEvent('error', text))
}
