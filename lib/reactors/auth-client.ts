import type { MessagePort } from 'node:worker_threads'
import type { Credential, Verdict } from '../auth/backend.ts'
import { type AuthAnswer, broken, requestOf, UNAVAILABLE } from './auth-messages.ts'

/**
 * The asking end of a port from `startAuth().connect()`. Every question is answered, if need be by `broken`.
 * Whoever holds the port closes it.
 */
export function connectAuth(port: MessagePort): (credential: Credential) => Promise<Verdict> {
  const waiting = new Map<number, (verdict: Verdict) => void>()
  let isOpen = true
  let last = 0
  port.on('message', ({ id, verdict }: AuthAnswer) => {
    const answer = waiting.get(id)
    waiting.delete(id)
    answer?.(verdict)
  })
  port.once('close', () => {
    isOpen = false
    for (const answer of waiting.values()) answer(broken(UNAVAILABLE))
    waiting.clear()
  })
  return (credential) =>
    new Promise((resolve) => {
      if (!isOpen) return resolve(broken(UNAVAILABLE))
      const id = ++last
      waiting.set(id, resolve)
      port.postMessage(requestOf(id, credential))
    })
}
