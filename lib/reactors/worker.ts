import { parentPort, workerData } from 'node:worker_threads'
import { openKernel } from '../kernel/open-kernel.ts'
import { createLog, serverEvent } from '../logs/log.ts'
import { PassivePorts } from '../transfer/passive-ports.ts'
import { connectAuth } from './auth-client.ts'
import type { FromReactor, ReactorData, ToReactor } from './messages.ts'
import { Reactor } from './reactor.ts'

/** A reactor thread: sessions arrive as descriptors, and are the main thread's business again only when they end. */
function main(data: ReactorData): void {
  if (!parentPort) throw new Error('a reactor is a worker thread')
  const port = parentPort
  const tell = (message: FromReactor): void => port.postMessage(message)
  const kernel = openKernel()
  const { config } = data
  if (data.onlyIdentity) kernel.credentials.becomeForGood(data.onlyIdentity)
  const sink = createLog(config, kernel, data.log)
  const reactor = new Reactor({
    config,
    kernel,
    sink,
    ports: new PassivePorts(config.passiveportrange, data.ports),
    anonymousHome: data.anonymousHome,
    authenticate: connectAuth(data.auth),
  })
  // Sessions catch their own exceptions: what arrives here belongs to none, and must not end them all.
  process.on('uncaughtException', (error) => {
    sink.write(serverEvent('error', `Internal error: ${error.stack ?? error.message}`))
  })
  port.on('message', (message: ToReactor) => {
    switch (message.kind) {
      case 'adopt':
        reactor.adopt(message.fd, message.handover, () => tell({ kind: 'closed', id: message.handover.id }))
        break
      case 'ping':
        tell({ kind: 'pong' })
        break
      case 'stop':
        void reactor.stop(message.graceMs).then(() => {
          tell({ kind: 'stopped' })
          data.auth.close()
          port.close()
        })
        break
    }
  })
  tell({ kind: 'ready' })
}

main(workerData as ReactorData)
