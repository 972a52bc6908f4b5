import { command } from '../../protocol/command.ts'
import { reply } from '../../protocol/reply.ts'

/** The server's clock, in its own time zone: clients compare it with LIST. Not in the help (commands.md §11). */
export const time = command({
  verbs: ['TIME'],
  access: 'none',
  idle: 'active',
  run: () => ({ reply: reply(211, localTime(new Date())) }),
})

export function localTime(now: Date): string {
  const date = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
  const clock = [now.getHours(), now.getMinutes(), now.getSeconds()]
  return `${date.map(padded).join('-')} ${clock.map(padded).join(':')}`
}

const padded = (value: number): string => String(value).padStart(2, '0')
