/** What happens when a flag, or two flags of one setting, are given more than once (flags.md §2.4). */
export interface Repeat<Value, Given> {
  /** For the manual; empty when there is nothing to say. */
  readonly says: string
  /** Giving it twice is a mistake: the rule of the long-only flags (extra-flags.md §1). */
  readonly once?: true
  merge(previous: Value, given: Given, again: boolean): Value
}

/** The usual rule: the manual says it once for all. */
export const lastCounts = {
  says: '',
  merge: <Given>(_previous: unknown, given: Given): Given => given,
}

export const firstCounts = {
  says: 'The first one counts.',
  merge: <Value>(previous: Value, given: Value, again: boolean): Value => (again ? previous : given),
}

export const onlyOnce = {
  says: 'May be given once.',
  once: true as const,
  merge: <Given>(_previous: unknown, given: Given): Given => given,
}
