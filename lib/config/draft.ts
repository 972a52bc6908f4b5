/** One field of `RuntimeConfig`: its name, and its value when no flag speaks of it. */
export interface Setting<Field extends string, Value> {
  readonly field: Field
  readonly initial: Value
}
export type AnySetting = Setting<string, unknown>

/** Curried so that the value's type can be named while the field's name is inferred. */
export const setting =
  <Field extends string>(field: Field) =>
  <Value>(initial: Value): Setting<Field, Value> => ({ field, initial })

/** What the flags read so far have set. */
export class Draft {
  readonly #values = new Map<AnySetting, unknown>()

  has(key: AnySetting): boolean {
    return this.#values.has(key)
  }

  get<Value>(key: Setting<string, Value>): Value {
    return this.#values.has(key) ? (this.#values.get(key) as Value) : key.initial // only `put` stores, under the same key
  }

  put<Value>(key: Setting<string, Value>, value: Value): void {
    this.#values.set(key, value)
  }
}
