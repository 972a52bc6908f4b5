import type { Kernel } from '../kernel/kernel.ts'
import type { Authenticated } from '../protocol/session.ts'

/** Owners as a long line shows them: ten characters, cut or filled up (commands.md §9.3). */
export interface OwnerNames {
  user(uid: number): string
  group(gid: number): string
}

const WIDTH = 10
const padded = (text: string): string => text.slice(0, WIDTH).padEnd(WIDTH)

/** Looked up once for each thread; a name that changes meanwhile is an old name until a restart, as in any ls cache. */
const MAX_CACHED = 4096

class Cached {
  readonly #names = new Map<number, string>()
  readonly #look: (id: number) => string | undefined

  constructor(look: (id: number) => string | undefined) {
    this.#look = look
  }

  of(id: number): string {
    const known = this.#names.get(id)
    if (known !== undefined) return known
    if (this.#names.size >= MAX_CACHED) this.#names.clear()
    const name = padded(this.#look(id) ?? String(id))
    this.#names.set(id, name)
    return name
  }
}

const caches = new WeakMap<Kernel, { readonly users: Cached; readonly groups: Cached; readonly numbers: Cached }>()

function cachesOf(kernel: Kernel) {
  let found = caches.get(kernel)
  if (!found) {
    found = {
      users: new Cached((uid) => kernel.names.userByUid(uid)?.name),
      groups: new Cached((gid) => kernel.names.groupName(gid)),
      numbers: new Cached(() => undefined),
    }
    caches.set(kernel, found)
  }
  return found
}

/**
 * Names for users that see the whole system; numbers for the confined, but for their own uid and primary group;
 * numbers for the anonymous.
 */
export function ownerNames(session: Authenticated, kernel: Kernel): OwnerNames {
  const { users, groups, numbers } = cachesOf(kernel)
  const { account, anonymous } = session
  const confined = session.fs.rootPath !== '/'
  if (!confined) return { user: (uid) => users.of(uid), group: (gid) => groups.of(gid) }
  if (anonymous) return { user: (uid) => numbers.of(uid), group: (gid) => numbers.of(gid) }
  return {
    user: (uid) => (uid === account.uid ? users : numbers).of(uid),
    group: (gid) => (gid === account.gid ? groups : numbers).of(gid),
  }
}
