import type { VirtualPath } from '../core/units.ts'
import type { Authenticated, Session } from '../protocol/session.ts'
import { noChannel } from '../transfer/data-channel.ts'
import { START } from '../transfer/target.ts'

export const ROOT = '/' as VirtualPath

type Admission = Pick<Authenticated, 'account' | 'anonymous' | 'trusted' | 'restricted' | 'fs' | 'home' | 'cwd'>

/** The session right after its login. A TYPE sent before the login still counts. */
export const startSession = ({ transferType }: Session, admission: Admission): Authenticated => ({
  phase: 'authenticated',
  ...admission,
  transferType,
  restartAt: START,
  renameFrom: undefined,
  data: noChannel,
  epsvOnly: false,
  failedChanges: 0,
  uniqueNames: 0,
})
