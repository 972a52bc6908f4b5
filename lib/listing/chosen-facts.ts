/** The facts of MLST and MLSD, in the order in which they are told. */
export const FACTS = ['type', 'size', 'sizd', 'modify', 'UNIX.mode', 'UNIX.uid', 'UNIX.gid', 'unique'] as const

/** The FEAT line of MLST: the facts that are told carry an asterisk (RFC 3659 §7.8). */
export const featureLine = (chosen: readonly string[] = FACTS): string =>
  `MLST ${FACTS.map((fact) => (chosen.includes(fact) ? `${fact}*;` : `${fact};`)).join('')}`

/**
 * Leaves of a line `fact=value;...; name` the facts that OPTS MLST has chosen. Values hold neither `;` nor a blank
 * (RFC 3659 §7.2), so that the first blank begins the name.
 */
export function onlyChosen(line: string, chosen: readonly string[]): string {
  const end = line.indexOf(' ')
  const facts = line.slice(0, end).split(/(?<=;)/)
  return facts.filter((fact) => chosen.includes(nameOf(fact))).join('') + line.slice(end)
}

/** `OS.unix=` may be the value of a type: the first `=` counts. */
const nameOf = (fact: string): string => fact.slice(0, fact.indexOf('='))
