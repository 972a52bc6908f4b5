import { err, ok, type Result } from '../core/result.ts'
import type { AnySetting, Draft, Setting } from './draft.ts'
import { lastCounts, type Repeat } from './repeat.ts'

/** Why a value is refused: the reference's text, and what would be right. */
export interface Refusal {
  readonly text: string
  readonly hint: string
}

/** An error is what is special about this mistake, or empty: the row's `expects` is always added. */
export type Parse<Given> = (text: string) => Result<Given, string>

/** Paths and names: nothing to refuse. */
export const anyText: Parse<string> = (text) => ok(text)

interface Spelling {
  /** Absent: one of our own flags, which are long only so that they never collide with Pure-FTPd's letters. */
  readonly short?: string
  readonly long: string
  /** Its name in pure-ftpd.conf. */
  readonly directive?: string
  /** One line: completion, README. Starts in lower case, like a verb phrase. */
  readonly help: string
  /** The rest of its paragraph in the manual. */
  readonly more?: string
}

/** A flag whose effect is not a setting: it prints something, and the program ends. */
export interface ActionFlag extends Spelling {
  readonly kind: 'action'
  readonly action: 'help' | 'completion'
  readonly argument: undefined
  readonly supported: true
}

/** A flag that sets a field of the configuration. */
export interface SettingFlag<Sets extends AnySetting = AnySetting> extends Spelling {
  readonly kind: 'setting'
  readonly sets: Sets
  /** What the manual calls its value; undefined when it takes none. */
  readonly argument: string | undefined
  /** The grammar of the value in words. */
  readonly expects: string
  /** All the values there are, for completion; absent when there are too many. */
  readonly choices?: readonly string[]
  /** What holds without the flag. */
  readonly initially: string
  readonly repeat: string
  readonly supported: boolean
  apply(draft: Draft, text: string): Result<undefined, Refusal>
  /** What was asked for and does not exist yet; undefined when all is there, or nothing would change. */
  lacks(draft: Draft, text: string): string | undefined
}

export type AnyFlag = ActionFlag | SettingFlag

interface ToggleRow<Field extends string, Value> extends Spelling {
  readonly sets: Setting<Field, Value>
  readonly to: NoInfer<Value> | ((previous: NoInfer<Value>) => NoInfer<Value>)
  readonly supported?: boolean
  readonly repeat?: string
}

/** A flag without a value. */
export function toggle<Field extends string, Value extends string | number | boolean | object | undefined>(
  row: ToggleRow<Field, Value>,
): SettingFlag<Setting<Field, Value>> {
  const { sets, to, supported = true, repeat = '', ...spelling } = row
  const next = (previous: Value): Value => (typeof to === 'function' ? to(previous) : to)
  return {
    ...spelling,
    kind: 'setting',
    sets,
    argument: undefined,
    expects: '',
    initially: 'off',
    repeat,
    supported,
    apply: (draft) => {
      draft.put(sets, next(draft.get(sets)))
      return ok(undefined)
    },
    lacks: () => (supported ? undefined : `--${row.long}`),
  }
}

interface OptionRow<Field extends string, Value, Given> extends Spelling {
  readonly sets: Setting<Field, Value>
  readonly argument: string
  readonly expects: string
  readonly choices?: readonly string[]
  readonly initially: string
  readonly parse: Parse<Given>
  /** The reference's text for a refused value. */
  readonly refusal: (text: string) => string
  readonly repeat?: Repeat<NoInfer<Value>, NoInfer<Given>>
  /** A function names the value whose effect is missing; undefined when it is there. */
  readonly supported?: boolean | ((given: NoInfer<Given>) => string | undefined)
  /** True when what was given changes nothing, as `-Y 0` does: then a missing effect does not matter. */
  readonly inert?: (draft: Draft) => boolean
}

/** A flag with a value that replaces the one before. */
export const option = <Field extends string, Value, Given extends Value>(
  row: Omit<OptionRow<Field, Value, Given>, 'repeat'>,
): SettingFlag<Setting<Field, Value>> => merging({ ...row, repeat: lastCounts })

/** A flag with a value, and a rule of its own for values given earlier. */
export function merging<Field extends string, Value, Given>(
  row: OptionRow<Field, Value, Given> & { readonly repeat: Repeat<NoInfer<Value>, NoInfer<Given>> },
): SettingFlag<Setting<Field, Value>> {
  const { sets, parse, refusal, repeat, supported = true, inert = () => false, ...rest } = row
  const hint = (reason: string): string => [reason, row.expects].filter((part) => part !== '').join('; ')
  const missing = (text: string): string | undefined => {
    if (typeof supported === 'boolean') return supported ? undefined : `--${row.long}`
    const given = parse(text)
    return given.ok ? supported(given.value) : undefined
  }
  return {
    ...rest,
    kind: 'setting',
    sets,
    repeat: repeat.says,
    supported: supported !== false,
    apply: (draft, text) => {
      const again = draft.has(sets)
      if (again && repeat.once) return err(givenTwice(row.long))
      const given = parse(text)
      if (!given.ok) return err({ text: refusal(text), hint: hint(given.error) })
      draft.put(sets, repeat.merge(draft.get(sets), given.value, again))
      return ok(undefined)
    },
    lacks: (draft, text) => (inert(draft) ? undefined : missing(text)),
  }
}

const givenTwice = (long: string): Refusal => ({
  text: `Configuration error: --${long} is given twice`,
  hint: 'give it once',
})

export const action = (row: Spelling & { readonly action: ActionFlag['action'] }): ActionFlag => ({
  ...row,
  kind: 'action',
  argument: undefined,
  supported: true,
})
