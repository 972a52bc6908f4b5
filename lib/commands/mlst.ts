import { featureLine, onlyChosen } from '../listing/chosen-facts.ts'
import { entryOf, placeAt } from '../listing/directory-entries.ts'
import { facts, typeOf } from '../listing/mlsx.ts'
import { command } from '../protocol/command.ts'
import { block, common } from '../protocol/reply.ts'

/**
 * RFC 3659 §7: one entry over the control connection. The name is repeated as it was given (§20 row 70); what listings
 * leave out is not there (row 28).
 */
export const mlst = command({
  verbs: ['MLST'],
  access: 'list',
  idle: 'active',
  features: (context) => [featureLine(context.facts)],
  run: ({ fs, cwd, anonymous }, argument, { config, facts: chosen }) => {
    const name = argument === '' ? '.' : argument
    const entry = entryOf(placeAt(fs, cwd), name, config.brokenclientscompatibility)
    if (!entry) return { reply: common.noSuchFile }
    const line = `${facts({ stat: entry.stat, type: typeOf(entry.stat, entry.target) }, anonymous)}${name}`
    return { reply: block(250, 'Begin', [` ${chosen ? onlyChosen(line, chosen) : line}`], 'End.') }
  },
})
