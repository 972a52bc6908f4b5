import { type MessagePort, parentPort } from 'node:worker_threads'
import type { Kernel } from '../kernel/kernel.ts'
import { openKernel } from '../kernel/open-kernel.ts'
import { createLog, serverEvent } from '../logs/log.ts'
import { PassivePorts } from '../transfer/passive-ports.ts'
import { connectAuth } from './auth-client.ts'
import type { FromReactor, ReactorData, ToReactor } from './messages.ts'
import { Reactor } from './reactor.ts'

/** A reactor thread: sessions arrive as descriptors, and are the main thread's business again only when they end. */
function main(port: MessagePort): void {
  const kernel = openKernel()
  const tell = (message: FromReactor): void => port.postMessage(message)
  port.once('message', (first: ToReactor) => {
    if (first.kind !== 'begin') return port.close()
    const reactor = begin(kernel, first.data)
    port.on('message', (message: ToReactor) => {
      switch (message.kind) {
        case 'begin':
          break
        case 'adopt':
          reactor.adopt(message.fd, message.handover, () => tell({ kind: 'closed', id: message.handover.id }))
          break
        case 'ping':
          tell({ kind: 'pong' })
          break
        case 'stop':
          void reactor.stop(message.graceMs).then(() => {
            first.data.auth.close()
            port.close()
          })
          break
      }
    })
    tell({ kind: 'ready' })
  })
}

function begin(kernel: Kernel, { config, ...data }: ReactorData): Reactor {
  const sink = createLog(config, kernel, data.log)
  // Sessions catch their own exceptions: what arrives here belongs to none, and must not end them all.
  process.on('uncaughtException', (error) => {
    sink.write(serverEvent('error', `Internal error: ${error.stack ?? error.message}`))
  })
  if (data.capabilities) {
    const shrunk = kernel.credentials.shrink(data.capabilities)
    if (!shrunk.ok) sink.write(serverEvent('warning', `A reactor cannot give capabilities up: ${shrunk.error.text}`))
  }
  if (data.onlyIdentity) {
    const become = kernel.credentials.becomeForGood(data.onlyIdentity)
    // A thread that was to have no root left, and has it, serves nobody.
    if (!become.ok) throw new Error(`root cannot be given up: ${become.error.text}`)
  }
  return new Reactor({
    config,
    kernel,
    sink,
    ports: new PassivePorts(config.passiveportrange, data.ports),
    anonymousHome: data.anonymousHome,
    authenticate: connectAuth(data.auth),
  })
}

if (!parentPort) throw new Error('a reactor is a worker thread')
main(parentPort)
