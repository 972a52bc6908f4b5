import { parentPort, workerData } from 'node:worker_threads'
import type { Verdict } from '../auth/backend.ts'
import { Chain } from '../auth/chain.ts'
import { Passwords } from '../auth/passwords.ts'
import { resolve } from '../auth/resolve.ts'
import { openKernel } from '../kernel/open-kernel.ts'
import {
  type AuthData,
  type AuthRequest,
  broken,
  credentialOf,
  type FromAuth,
  type ToAuth,
  UNAVAILABLE,
} from './auth-messages.ts'

/** The auth thread: back ends may block here, and hash for as long as they like. */
function main({ config }: AuthData): void {
  if (!parentPort) throw new Error('the auth thread is a worker thread')
  const port = parentPort
  const tell = (message: FromAuth): void => port.postMessage(message)
  const warn = (text: string): void => tell({ kind: 'warning', text })
  const { names } = openKernel()
  const chain = Chain.of(config.login, {
    names,
    passwords: new Passwords(names),
    resolve,
    now: () => new Date(),
    warn,
  })
  port.on('message', (message: ToAuth) => {
    switch (message.kind) {
      case 'describe':
        tell({ kind: 'described', lines: chain.describe(), remarks: chain.remarks() })
        break
      case 'check':
        void judge(chain, message, warn).then((verdict) => tell({ kind: 'verdict', id: message.id, verdict }))
        break
      case 'stop':
        port.close()
        break
    }
  })
  tell({ kind: 'ready' })
}

/** A back end that throws has a bug: this login fails, the next ones may not. */
async function judge(chain: Chain, request: AuthRequest, warn: (text: string) => void): Promise<Verdict> {
  try {
    return await chain.check(credentialOf(request))
  } catch (error) {
    warn(`Internal error in authentication: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    return broken(UNAVAILABLE)
  }
}

main(workerData as AuthData)
