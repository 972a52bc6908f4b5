import { parentPort, workerData } from 'node:worker_threads'
import { openKernel } from '../../../lib/kernel/open-kernel.ts'
import { at, value } from './scratch.ts'
import { identity, threadStatus } from './user.ts'

/** What a thread is told: who to be, and where to make its files. */
export interface Work {
  readonly uid: number
  readonly gid: number
  readonly groups: readonly number[]
  readonly directory: string
  readonly count: number
  /** Threads begin together: each counts itself, and waits for the others. */
  readonly gate: SharedArrayBuffer
  readonly threads: number
}

const { uid, gid, groups, directory, count, gate, threads } = workerData as Work
const { files, credentials } = openKernel()
const me = identity(uid, gid, groups)
using root = value(files.openRoot(directory))
meet()
let wrong = 0
for (let n = 0; n < count; n++) {
  credentials.run(me, () => {
    files.close(value(files.open(root, at(`/${uid}-${n}`), { for: 'create', mode: 0o644 })))
    if (threadStatus().uids[1] !== uid) wrong++
  })
  if (threadStatus().uids[1] !== 0) wrong++
}
const linked = credentials.run(me, () => files.enter(root, at('/to-d')))
parentPort?.postMessage({ wrong, linked: linked.ok ? linked.value : linked.error.code, after: threadStatus().uids })

function meet(): void {
  const arrived = new Int32Array(gate)
  Atomics.add(arrived, 0, 1)
  Atomics.notify(arrived, 0)
  for (let n = Atomics.load(arrived, 0); n < threads; n = Atomics.load(arrived, 0)) Atomics.wait(arrived, 0, n)
}
