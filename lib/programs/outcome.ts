import { writeSync } from 'node:fs'

/** Why a program ends before it did its work: what to say on standard error, and the status to exit with. */
export interface StartFailure {
  readonly status: number
  readonly lines: readonly string[]
}

/** Synchronous, so that the exit that follows loses nothing; nobody may be reading. */
export function write(fd: 1 | 2, text: string): void {
  try {
    writeSync(fd, text)
  } catch {
    // Closed, or full: the status has to do.
  }
}

export const asLines = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('')
