import { err, ok, type Result } from '../core/result.ts'
import { unreachable } from '../core/unreachable.ts'
import { type ConfigError, configError } from './config-error.ts'
import { Draft } from './draft.ts'
import type { AnyFlag, Refusal, SettingFlag } from './flag.ts'
import { FLAGS } from './flags.ts'
import { type Complaint, parseArgv } from './parse-argv.ts'
import { finish, type RuntimeConfig } from './runtime-config.ts'
import { oneDashOnly, suggestion } from './suggest.ts'

/** What the command line asks for. */
export type Compiled =
  | { readonly kind: 'serve'; readonly config: RuntimeConfig }
  | { readonly kind: 'help' }
  | { readonly kind: 'completion' }
  /** A shell asks for what may follow these words. */
  | { readonly kind: 'complete'; readonly words: readonly string[] }

export interface Environment {
  /** POSIXLY_CORRECT is set. */
  readonly posixlyCorrect?: boolean
  /** argv[0], with which getopt begins its complaints. */
  readonly programName?: string
}

/** What yargs' completion scripts call the program with. */
const COMPLETE = '--get-yargs-completions'

interface Setter {
  readonly flag: SettingFlag
  readonly value: string
  readonly typed: string
}

/** Carries out the words in their order; the first bad one ends it, and so does `-h` (flags.md §2.4). Pure. */
export function compileFlags(argv: readonly string[], environment: Environment = {}): Result<Compiled, ConfigError> {
  const [first] = argv
  if (first === COMPLETE) return ok(Object.freeze({ kind: 'complete', words: Object.freeze(argv.slice(1)) }))
  if (first !== undefined && argv.length === 1 && !first.startsWith('-')) return err(noConfigFileYet(first))
  const draft = new Draft()
  const given: Setter[] = []
  for (const word of parseArgv<AnyFlag>(argv, FLAGS, environment.posixlyCorrect)) {
    if (word.kind === 'complaint') return err(unknownOption(word, environment.programName))
    if (word.kind === 'stray') return err(strayWord(word.word))
    const { flag, value, typed } = word
    if (flag.kind === 'action') return ok(Object.freeze({ kind: flag.action }))
    const applied = flag.apply(draft, value)
    if (!applied.ok) return err(refused(applied.error, typed))
    given.push({ flag, value, typed })
  }
  const lacking = firstLacking(draft, given)
  return lacking ? err(lacking) : ok(Object.freeze({ kind: 'serve', config: finish(draft) }))
}

const refused = ({ text, hint }: Refusal, typed: string): ConfigError =>
  configError(text, oneDashOnly(typed, FLAGS) ?? hint, { flag: typed })

/** Told after everything else is right, so that real mistakes are told first. */
function firstLacking(draft: Draft, given: readonly Setter[]): ConfigError | undefined {
  for (const { flag, value, typed } of given) {
    const lacking = flag.lacks(draft, value)
    if (lacking !== undefined) {
      return configError(`not supported yet: ${lacking}`, 'leave it out for now', { flag: typed })
    }
  }
  return undefined
}

const unknownOption = (complaint: Complaint<AnyFlag>, programName = 'pure-ftpd'): ConfigError =>
  configError('Unknown run-time option', hintFor(complaint), {
    flag: complaint.typed,
    getoptLine: `${programName}: ${complaint.line}`,
  })

function hintFor({ problem, flag, typed }: Complaint<AnyFlag>): string {
  switch (problem) {
    case 'unknown':
      return suggestion(typed, FLAGS)
    case 'ambiguous':
      return 'write the name out'
    case 'takes no value':
      return 'it takes no value'
    case 'value missing':
      return flag?.kind === 'setting' ? flag.expects : 'a value must follow'
    default:
      return unreachable(problem)
  }
}

const strayWord = (word: string): ConfigError =>
  configError(`Invalid argument: "${word}"`, 'every setting is a flag, and a configuration file stands alone')

const noConfigFileYet = (path: string): ConfigError =>
  configError(
    `not supported yet: the configuration file "${path}"`,
    'give its settings as flags; pure-ftpd -h lists them',
  )
