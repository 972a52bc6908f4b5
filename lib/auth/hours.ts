/** A time of day as the passwd file writes it: hour times 100 plus minute. */
export type ClockTime = number

export const clockTime = (at: Date): ClockTime => at.getHours() * 100 + at.getMinutes()

/**
 * Whether a login is allowed now. Both ends are included; a range that ends before it starts goes over midnight;
 * what is not two numbers allows nothing (puredb.md §4, Hours).
 */
export function isWithinHours(hours: string, now: ClockTime): boolean {
  if (hours === '') return true
  const [, first, last] = /^\s*(\d+)-\s*(\d+)/.exec(hours) ?? []
  if (first === undefined || last === undefined) return false
  const [from, to] = [Number(first), Number(last)]
  return from <= to ? now >= from && now <= to : now >= from || now <= to
}
