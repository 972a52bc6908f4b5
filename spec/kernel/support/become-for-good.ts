import { isMainThread, Worker } from 'node:worker_threads'
import { failure, SYS, sys } from '../../../lib/kernel/linux/library.ts'
import { openKernel } from '../../../lib/kernel/open-kernel.ts'
import { identity, type ThreadStatus, threadStatus } from './user.ts'

/** What a thread that has given up root can still do. */
export interface Report {
  readonly became: boolean
  readonly again: string
  readonly canSwitch: boolean
  readonly canBindLowPorts: boolean
  readonly status: Pick<ThreadStatus, 'uids' | 'gids' | 'groups'>
  readonly effective: string
  readonly permitted: string
  readonly ranAs: readonly number[]
  readonly rootAgain: string
  readonly lowPort: boolean
}

/** Started in a worker as well: the main thread must not notice. */
if (isMainThread && process.argv[2] === 'worker') {
  const worker = new Worker(new URL(import.meta.url))
  worker.on('message', (report: Report) => {
    console.log(JSON.stringify({ report, main: threadStatus().uids }))
  })
} else if (isMainThread) {
  console.log(JSON.stringify({ report: becomeForGood(), main: threadStatus().uids }))
} else {
  const { parentPort } = await import('node:worker_threads')
  parentPort?.postMessage(becomeForGood())
}

function becomeForGood(): Report {
  const { credentials, sockets } = openKernel()
  const became = credentials.becomeForGood(identity(2001, 2002, [2002, 2003])).ok
  const again = credentials.becomeForGood(identity(0, 0))
  const { uids, gids, groups, effective, permitted } = threadStatus()
  const listening = sockets?.listen('127.0.0.1' as never, 987, 1)
  if (listening?.ok) sockets?.close(listening.value.fd)
  return {
    became,
    again: again.ok ? 'ok' : again.error.code,
    canSwitch: credentials.canSwitch,
    canBindLowPorts: credentials.canBindLowPorts,
    status: { uids, gids, groups },
    effective: String(effective),
    permitted: String(permitted),
    ranAs: credentials.run(identity(0, 0), () => threadStatus().uids),
    rootAgain: sys(SYS.setresuid, 0, 0, 0) === 0 ? 'ok' : failure().error.code,
    lowPort: listening?.ok ?? false,
  }
}
