import type { Identity } from '../kernel.ts'
import { addressOf } from './library.ts'

/** -1 tells the kernel to keep the id, and what is wider than 32 bits it cuts: either could leave the thread root. */
const isId = (id: number): boolean => Number.isInteger(id) && id >= 0 && id < 0xffff_ffff

/** The supplementary groups as setgroups(2) takes them, with an address only when there are any. */
export class GroupList {
  readonly #groups: Uint32Array
  readonly address: number

  private constructor(groups: readonly number[]) {
    this.#groups = Uint32Array.from(groups)
    this.address = groups.length === 0 ? 0 : addressOf(new Uint8Array(this.#groups.buffer))
  }

  get length(): number {
    return this.#groups.length
  }

  static readonly #of = new WeakMap<Identity, GroupList>()

  /** Checked and made once an identity. */
  static of(identity: Identity): GroupList {
    let list = GroupList.#of.get(identity)
    if (!list) {
      if (![identity.uid, identity.gid, ...identity.groups].every(isId)) throw new Error('not a uid or gid')
      list = new GroupList(identity.groups)
      GroupList.#of.set(identity, list)
    }
    return list
  }
}
