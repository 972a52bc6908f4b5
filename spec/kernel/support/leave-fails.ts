import { isMainThread, Worker, workerData } from 'node:worker_threads'
import { SYS, sys } from '../../../lib/kernel/linux/library.ts'
import { openKernel } from '../../../lib/kernel/open-kernel.ts'
import { identity } from './user.ts'

/** Something inside the identity takes the way back away: what comes after it must not run, on either kind of thread. */
if (isMainThread && process.argv[2] === 'worker') {
  const wentOn = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(new URL(import.meta.url), { workerData: wentOn })
  worker.on('exit', (code) => console.log(JSON.stringify({ code, wentOn: wentOn[0] })))
} else {
  const wentOn = (workerData ?? new Int32Array(1)) as Int32Array
  if (isMainThread) process.on('exit', (code) => console.log(JSON.stringify({ code, wentOn: wentOn[0] })))
  try {
    openKernel().credentials.run(identity(2001, 2001), () => sys(SYS.setresuid, 2001, 2001, 2001))
  } finally {
    wentOn[0] = 1
  }
  wentOn[0] = 1
}
