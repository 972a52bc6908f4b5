import { resolve } from '../files/virtual-path.ts'
import { facts, typeOf } from '../listing/mlsx.ts'
import { command } from '../protocol/command.ts'
import { block, common } from '../protocol/reply.ts'

/** RFC 3659 §7: one entry over the control connection. The name is repeated as it was given (§20 row 70). */
export const mlst = command({
  verbs: ['MLST'],
  access: 'list',
  idle: 'active',
  features: () => ['MLST type*;size*;sizd*;modify*;UNIX.mode*;UNIX.uid*;UNIX.gid*;unique*;'],
  run: ({ fs, cwd, anonymous }, argument, { config }) => {
    const name = argument === '' ? '.' : argument
    const path = resolve(cwd, name)
    const own = fs.stat(path, 'nofollow')
    if (!own.ok) return { reply: common.noSuchFile }
    const led = config.brokenclientscompatibility ? fs.stat(path, 'follow') : own
    const stat = led.ok ? led.value : own.value
    const target = stat.kind === 'symlink' ? fs.readlink(path) : undefined
    const type = stat.kind === 'other' ? 'unknown' : typeOf(stat, target?.ok ? target.value : undefined)
    return { reply: block(250, 'Begin', [` ${facts({ stat, type }, anonymous)}${name}`], 'End.') }
  },
})
