import { SYS, sys } from '../../../lib/kernel/linux/library.ts'
import { openKernel } from '../../../lib/kernel/open-kernel.ts'
import { identity } from './user.ts'

/** Something inside the identity that takes the way back away: what comes after it must not run. */
const { credentials } = openKernel()
process.on('exit', () => console.log(JSON.stringify('ended')))
try {
  credentials.run(identity(2001, 2001), () => sys(SYS.setresuid, 2001, 2001, 2001))
} finally {
  console.log('went on as somebody else')
}
