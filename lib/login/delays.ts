/** commands.md §3.2: what guessing a password costs. `random` is a number from 0 to 1. */

const STEP_MS = 3000
const SPREAD_MS = 3000

/** Wrong passwords of one connection that are answered; with the next one it is closed. */
export const TOLERATED_FAILURES = 5

/** Before a PASS is refused, `failures` being the wrong ones so far, this one included. */
export const loginDelay = (failures: number, random: number): number => random * SPREAD_MS + failures * STEP_MS
