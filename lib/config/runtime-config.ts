import type { AnySetting, Draft } from './draft.ts'
import type { AnyFlag, SettingFlag } from './flag.ts'
import { FLAGS } from './flags.ts'

export type { AuthMethod } from './login-methods.ts'

/** The settings of a table of flags. Flags that share a setting share its field; no field is declared twice. */
export type ConfigOf<Table extends readonly AnyFlag[]> = {
  readonly [Sets in SettingOf<Table[number]> as Sets['field']]: Sets['initial']
}
type SettingOf<Row> = Row extends SettingFlag<infer Sets> ? Sets : never

/** Deeply frozen, structured-cloneable, and the only thing the server is started from (DESIGN.md, Invariants). */
export interface RuntimeConfig extends ConfigOf<typeof FLAGS> {}

/** The rules that hold across flags; how one setting takes several values is in its row (`repeat`). */
const RULES: readonly ((config: RuntimeConfig) => RuntimeConfig)[] = [systemAccountsByDefault]

/** Any `-l` replaces the default method. */
function systemAccountsByDefault(config: RuntimeConfig): RuntimeConfig {
  return config.login.length > 0 ? config : { ...config, login: [{ method: 'unix' }] }
}

const settings: readonly AnySetting[] = [
  ...new Set(FLAGS.flatMap((flag) => (flag.kind === 'setting' ? [flag.sets] : []))),
]

export function finish(draft: Draft): RuntimeConfig {
  const fields = settings.map((key) => [key.field, draft.get(key)] as const)
  const config = Object.fromEntries(fields) as unknown as RuntimeConfig // all fields of the table, by construction
  return deepFreeze(structuredClone(RULES.reduce((result, rule) => rule(result), config)))
}

/** A clone is frozen, never the initial values that the table itself holds. */
function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value
  for (const part of Object.values(value)) deepFreeze(part)
  return Object.freeze(value)
}
