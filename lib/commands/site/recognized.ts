import { alias } from './alias.ts'
import { chmod } from './chmod.ts'
import { idle } from './idle.ts'
import { utime } from './utime.ts'

/** The subcommands of SITE that HELP tells, in its order. */
export const recognized = [alias, chmod, idle, utime] as const
