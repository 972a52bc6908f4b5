import { resolve } from '../files/virtual-path.ts'
import { command } from '../protocol/command.ts'
import type { Authenticated } from '../protocol/session.ts'
import { store } from '../transfer/store.ts'

/** RFC 959 §4.1.3. The argument is ignored; the first line of the reply tells the name (commands.md §8.3). */
export const stou = command({
  verbs: ['STOU'],
  access: 'write',
  idle: 'active',
  run: (session, _argument, context) => {
    const name = uniqueName(session, Date.now(), performance.now())
    const storing = { name, path: resolve(session.cwd, name), how: 'create', announce: [`FILE: ${name}`] } as const
    return store({ ...session, uniqueNames: session.uniqueNames + 1 }, storing, context)
  },
})

/** `pureftpd.<seconds>.<low byte of the microseconds>.<counter>`, all in hexadecimal. */
export function uniqueName({ uniqueNames }: Authenticated, nowMs: number, clockMs: number): string {
  const hex = (value: number, width: number): string => value.toString(16).padStart(width, '0')
  const seconds = Math.floor(nowMs / 1000)
  const microseconds = Math.floor(clockMs * 1000) & 0xff
  return `pureftpd.${hex(seconds, 8)}.${hex(microseconds, 2)}.${hex(uniqueNames & 0xffff, 4)}`
}
