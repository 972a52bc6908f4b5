import { openKernel } from '../../../lib/kernel/open-kernel.ts'
import { identity, threadStatus } from './user.ts'

const { credentials } = openKernel()
const shrunk = credentials.shrink(['setuid', 'setgid', 'net_bind_service'])
const { effective, permitted, inheritable, bounding, noNewPrivileges } = threadStatus()
const again = credentials.shrink(['setuid', 'setgid', 'chown'])
console.log(
  JSON.stringify({
    shrunk: shrunk.ok,
    effective: String(effective),
    permitted: String(permitted),
    inheritable: String(inheritable),
    bounding: String(bounding),
    noNewPrivileges,
    canSwitch: credentials.canSwitch,
    ranAs: credentials.run(identity(2001, 2002), () => threadStatus().uids),
    after: threadStatus().uids,
    again: again.ok,
    effectiveAfterAgain: String(threadStatus().effective),
  }),
)
