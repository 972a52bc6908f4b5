import { resolve } from '../files/virtual-path.ts'
import { featureLine, onlyChosen } from '../listing/chosen-facts.ts'
import { facts, typeOf } from '../listing/mlsx.ts'
import { command } from '../protocol/command.ts'
import { block, common } from '../protocol/reply.ts'

/** RFC 3659 §7: one entry over the control connection. The name is repeated as it was given (§20 row 70). */
export const mlst = command({
  verbs: ['MLST'],
  access: 'list',
  idle: 'active',
  features: (context) => [featureLine(context.facts)],
  run: ({ fs, cwd, anonymous }, argument, context) => {
    const name = argument === '' ? '.' : argument
    const path = resolve(cwd, name)
    const own = fs.stat(path, 'nofollow')
    if (!own.ok) return { reply: common.noSuchFile }
    const led = context.config.brokenclientscompatibility ? fs.stat(path, 'follow') : own
    const stat = led.ok ? led.value : own.value
    const target = stat.kind === 'symlink' ? fs.readlink(path) : undefined
    const type = stat.kind === 'other' ? 'unknown' : typeOf(stat, target?.ok ? target.value : undefined)
    const line = `${facts({ stat, type }, anonymous)}${name}`
    return { reply: block(250, 'Begin', [` ${context.facts ? onlyChosen(line, context.facts) : line}`], 'End.') }
  },
})
