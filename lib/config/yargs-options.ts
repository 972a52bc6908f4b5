import type { AnyFlag } from './flag.ts'

export interface YargsOption {
  readonly describe: string
  readonly type: 'string' | 'boolean'
  readonly requiresArg: boolean
  readonly choices?: readonly string[]
}

/** The table as yargs wants it: long names only, because its letters know no bundles with a value at the end. */
export const yargsOptions = (flags: readonly AnyFlag[]): Readonly<Record<string, YargsOption>> =>
  Object.fromEntries(flags.map((flag) => [flag.long, yargsOption(flag)]))

function yargsOption(flag: AnyFlag): YargsOption {
  const takesValue = flag.argument !== undefined
  const choices = flag.kind === 'setting' ? flag.choices : undefined
  return {
    describe: flag.help,
    type: takesValue ? 'string' : 'boolean',
    requiresArg: takesValue,
    ...(choices ? { choices } : {}),
  }
}
