import { createHmac, randomBytes } from 'node:crypto'
import type { NameService } from '../kernel/kernel.ts'
import type { Credential } from './backend.ts'
import { type HashOutcome, isUsable, MEMORY_LIMIT, verify } from './hashes.ts'

/** FileZilla opens up to ten connections with one password, each with its own PASS (users-want.md 21). */
const REMEMBERED_MS = 15_000
const REMEMBERED = 1024

/** SHA-512 as most systems know it, of nothing in particular: what unknown users cost until a real hash is seen. */
const DECOY = `$6$nobodyknowsthis0$${'.'.repeat(86)}`

const WHY: Readonly<Record<HashOutcome, string | undefined>> = {
  match: undefined,
  mismatch: 'wrong password',
  unusable: 'the account has no password that could be right',
  'too-large': `the stored hash needs more than ${MEMORY_LIMIT / 2 ** 20} MiB of memory: set the password anew`,
}

/**
 * Checks passwords for all back ends of a thread. A password that was right is remembered for a while as a keyed
 * hash together with the stored hash it matched: whoever changes that one makes us forget.
 */
export class Passwords {
  readonly #names: Pick<NameService, 'crypt'>
  readonly #now: () => number
  readonly #key = randomBytes(32)
  readonly #remembered = new Map<string, number>()
  readonly #underWay = new Map<string, Promise<HashOutcome>>()
  #decoy = DECOY

  constructor(names: Pick<NameService, 'crypt'>, now: () => number = () => performance.now()) {
    this.#names = names
    this.#now = now
  }

  /** Why the password is not accepted, for the log; undefined when it is right. */
  async check(credential: Credential, stored: string): Promise<string | undefined> {
    const question = this.#question(credential, stored)
    if ((this.#remembered.get(question) ?? 0) > this.#now()) return undefined
    const outcome = await this.#ask(question, credential, stored)
    if (outcome === 'match') this.#remember(question)
    // Hashes that are not computed answer too soon.
    if (outcome === 'unusable') await this.pretend(credential)
    return WHY[outcome]
  }

  /** Costs as much as a login of somebody who exists, so that time does not tell who does. */
  async pretend(credential: Credential): Promise<void> {
    await verify(credential.password, this.#decoy, this.#names)
  }

  /** Names a hash whose cost is that of most. */
  imitate(stored: string): void {
    if (isUsable(stored)) this.#decoy = stored
  }

  /** Equal questions that come together cost one hash. */
  #ask(question: string, { password }: Credential, stored: string): Promise<HashOutcome> {
    const underWay = this.#underWay.get(question)
    if (underWay) return underWay
    const outcome = verify(password, stored, this.#names).finally(() => this.#underWay.delete(question))
    this.#underWay.set(question, outcome)
    return outcome
  }

  #question({ user, peer, password }: Credential, stored: string): string {
    // No field can contain a line feed but the password, which is the last.
    const fields = [user, peer, stored, password.reveal()].join('\n')
    return createHmac('sha256', this.#key).update(fields, 'latin1').digest('base64')
  }

  #remember(question: string): void {
    const now = this.#now()
    // Insertion order is the order of expiry.
    this.#remembered.delete(question)
    this.#remembered.set(question, now + REMEMBERED_MS)
    for (const [oldest, until] of this.#remembered) {
      if (until > now && this.#remembered.size <= REMEMBERED) break
      this.#remembered.delete(oldest)
    }
  }
}
