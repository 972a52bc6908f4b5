import { ok, type Result } from '../../core/result.ts'
import type { KernelError } from '../errno.ts'
import type { ProcessCalls, SyslogSocket } from '../kernel.ts'
import * as k from './constants.ts'
import { addressOf, c } from './library.ts'
import { PathBuffer } from './path-buffer.ts'
import { LinuxSyslog } from './syslog.ts'

/** struct rlimit: soft, hard. */
const limits = new BigUint64Array(2)
const limitsAddress = addressOf(new Uint8Array(limits.buffer))
const name = new PathBuffer()
let ipv6: boolean | undefined

export const linuxProcess: ProcessCalls = {
  setName: (text) => {
    name.write(text)
    c.prctl(k.PR_SET_NAME, name.address, 0, 0, 0)
  },
  umask: (mask) => {
    c.umask(mask)
  },
  raiseFileLimit: () => {
    if (c.getrlimit(k.RLIMIT_NOFILE, limitsAddress) < 0) return 1024
    const [soft = 0n, hard = 0n] = limits
    limits[0] = hard
    return Number(c.setrlimit(k.RLIMIT_NOFILE, limitsAddress) < 0 ? soft : hard)
  },
  openSyslog: (path): Result<SyslogSocket, KernelError> => {
    const opened = LinuxSyslog.open(path)
    return opened.ok ? ok(opened.value) : opened
  },
  hasIpv6: () => {
    ipv6 ??= canMakeIpv6Socket()
    return ipv6
  },
}

function canMakeIpv6Socket(): boolean {
  const fd = c.socket(k.AF_INET6, k.SOCK_STREAM | k.SOCK_CLOEXEC, 0)
  if (fd < 0) return false
  c.close(fd)
  return true
}
