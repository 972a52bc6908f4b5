import { openKernel } from '../../../lib/kernel/open-kernel.ts'
import { identity, threadStatus } from './user.ts'

const { credentials } = openKernel()
const became = credentials.becomeForGood(identity(2001, 2001))
const shrunk = credentials.shrink(['setuid', 'net_bind_service'])
console.log(
  JSON.stringify({
    canSwitch: credentials.canSwitch,
    canBindLowPorts: credentials.canBindLowPorts,
    became: became.ok ? 'ok' : became.error.code,
    shrunk: shrunk.ok,
    ranAs: credentials.run(identity(0, 0), () => threadStatus().uids),
  }),
)
