import type { AuthMethod } from '../config/runtime-config.ts'
import { unreachable } from '../core/unreachable.ts'
import type { Backend, Credential, Verdict } from './backend.ts'
import { PuredbBackend } from './puredb.ts'
import type { Surroundings } from './surroundings.ts'
import { UnixBackend } from './unix.ts'

/** The back ends of `-l`, in its order. */
export class Chain {
  readonly #backends: readonly Backend[]
  readonly #pretend: (credential: Credential) => Promise<void>

  constructor(backends: readonly Backend[], pretend: (credential: Credential) => Promise<void>) {
    this.#backends = backends
    this.#pretend = pretend
  }

  static of(methods: readonly AuthMethod[], surroundings: Surroundings): Chain {
    const backends = methods.map((method) => backendOf(method, surroundings))
    return new Chain(backends, (credential) => surroundings.passwords.pretend(credential))
  }

  describe(): readonly string[] {
    return this.#backends.map((backend) => backend.describe())
  }

  remarks(): readonly string[] {
    return this.#backends.flatMap((backend) => backend.remarks?.() ?? [])
  }

  /** The first that knows the user decides (auth-backends.md §2). Nobody's user takes as long as somebody's. */
  async check(credential: Credential): Promise<Verdict> {
    const reasons: string[] = []
    for (const backend of this.#backends) {
      const verdict = await backend.check(credential)
      if (verdict.kind !== 'unknown') return verdict
      reasons.push(verdict.why)
    }
    await this.#pretend(credential)
    return { kind: 'unknown', why: reasons.join(', ') }
  }
}

function backendOf(method: AuthMethod, surroundings: Surroundings): Backend {
  switch (method.method) {
    case 'unix':
      return new UnixBackend(surroundings)
    case 'puredb':
      return new PuredbBackend(method.file, surroundings)
    default:
      return unreachable(method)
  }
}
