import type { Compiled } from '../config/compile-flags.ts'
import { completionScript, completionsFor } from '../config/completion.ts'
import { renderHelp } from '../config/render-help.ts'
import { unreachable } from '../core/unreachable.ts'
import { VERSION } from './version.ts'

/** What a command line prints that starts no server. */
export async function informationFor(asked: Exclude<Compiled, { kind: 'serve' }>): Promise<string> {
  switch (asked.kind) {
    case 'help':
      return renderHelp({ version: VERSION, root: process.geteuid?.() === 0 })
    case 'completion':
      return completionScript()
    case 'complete':
      return (await completionsFor(asked.words)).map((word) => `${word}\n`).join('')
    default:
      return unreachable(asked)
  }
}
