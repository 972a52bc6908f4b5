import type { NameService } from '../kernel/kernel.ts'
import type { Passwords } from './passwords.ts'
import type { Resolve } from './resolve.ts'

/** What back ends use of the rest of the world. */
export interface Surroundings {
  readonly names: NameService
  readonly passwords: Passwords
  readonly resolve: Resolve
  readonly now: () => Date
  /** For the log of the server; never for the client. */
  readonly warn: (text: string) => void
}
