import koffi from 'koffi'
import { bytesFromText } from '../../core/bytes.ts'
import type { Gid, Uid } from '../../core/units.ts'
import type { NameService, ShadowEntry, UserEntry } from '../kernel.ts'
import { crypt } from './crypt.ts'
import { libc } from './library.ts'

/** Strings of the C library are bytes to us (core/bytes.ts); koffi decodes them as UTF-8. */
koffi.struct('passwd', {
  name: 'char*',
  password: 'char*',
  uid: 'uint32_t',
  gid: 'uint32_t',
  gecos: 'char*',
  home: 'char*',
  shell: 'char*',
})
koffi.struct('group', { name: 'char*', password: 'char*', gid: 'uint32_t', members: 'void*' })
koffi.struct('spwd', {
  name: 'char*',
  password: 'char*',
  lastChange: 'long',
  minimum: 'long',
  maximum: 'long',
  warning: 'long',
  inactive: 'long',
  expires: 'long',
  flag: 'unsigned long',
})

interface Passwd {
  readonly name: string | null
  readonly password: string | null
  readonly uid: number
  readonly gid: number
  readonly gecos: string | null
  readonly home: string | null
  readonly shell: string | null
}
interface Shadow {
  readonly password: string | null
  readonly lastChange: number | bigint
  readonly maximum: number | bigint
  readonly expires: number | bigint
}

/** The entry and its strings live in the caller's buffer: nothing is shared between threads. */
const SCRATCH_BYTES = 64 * 1024
const getpwnam = libc.func('int getpwnam_r(const char*, _Out_ passwd*, void*, size_t, _Out_ void**)')
const getpwuid = libc.func('int getpwuid_r(uint32_t, _Out_ passwd*, void*, size_t, _Out_ void**)')
const getgrnam = libc.func('int getgrnam_r(const char*, _Out_ group*, void*, size_t, _Out_ void**)')
const getgrgid = libc.func('int getgrgid_r(uint32_t, _Out_ group*, void*, size_t, _Out_ void**)')
const getspnam = libc.func('int getspnam_r(const char*, _Out_ spwd*, void*, size_t, _Out_ void**)')
const getgrouplist = libc.func('int getgrouplist(const char*, uint32_t, void*, _Inout_ int*)')
const setusershell = libc.func('void setusershell()')
const getusershell = libc.func('const char* getusershell()')
const endusershell = libc.func('void endusershell()')

/** Calls a `get…_r` function; undefined when there is no such entry. */
function entry(call: (...values: unknown[]) => number, key: string | number): object | undefined {
  const value = {}
  const found: [unknown] = [null]
  const status = call(key, value, Buffer.alloc(SCRATCH_BYTES), SCRATCH_BYTES, found)
  return status === 0 && found[0] ? value : undefined
}

const bytes = (text: string | null): string => bytesFromText(text ?? '')

const userEntry = (found: Passwd | undefined): UserEntry | undefined =>
  found && {
    name: bytes(found.name),
    password: bytes(found.password),
    uid: found.uid as Uid,
    gid: found.gid as Gid,
    gecos: bytes(found.gecos),
    home: bytes(found.home),
    shell: bytes(found.shell),
  }

/** Names as the C library gives them to us: text, since no system has account names that are not UTF-8. */
const text = (name: string): string | undefined => {
  const decoded = Buffer.from(name, 'latin1').toString('utf8')
  return decoded.includes('\0') || decoded.includes('\ufffd') ? undefined : decoded
}

const INITIAL_GROUPS = 64

export const linuxNames: NameService = {
  userByName: (name) => {
    const key = text(name)
    return key === undefined ? undefined : userEntry(entry(getpwnam, key) as Passwd | undefined)
  },
  userByUid: (uid) => userEntry(entry(getpwuid, uid) as Passwd | undefined),
  groupName: (gid) => {
    const found = entry(getgrgid, gid) as { readonly name: string | null } | undefined
    return found && bytes(found.name)
  },
  groupId: (name) => {
    const key = text(name)
    return key === undefined ? undefined : (entry(getgrnam, key) as { readonly gid: Gid } | undefined)?.gid
  },
  groupsOf: (name, primary) => groupsOf(name, primary, INITIAL_GROUPS),
  shadow: (name) => {
    const key = text(name)
    return key === undefined ? undefined : shadowEntry(entry(getspnam, key) as Shadow | undefined)
  },
  validShells: () => {
    const shells: string[] = []
    setusershell()
    for (let shell = getusershell() as string | null; shell !== null; shell = getusershell() as string | null) {
      shells.push(bytes(shell))
    }
    endusershell()
    return shells
  },
  crypt,
}

function groupsOf(name: string, primary: Gid, room: number): readonly Gid[] {
  const key = text(name)
  if (key === undefined) return [primary]
  const groups = new Uint32Array(room)
  const count: [number] = [room]
  const status = getgrouplist(key, primary, groups, count) as number
  // -1: there are more, and now it is known how many.
  if (status < 0 && count[0] > room) return groupsOf(name, primary, count[0])
  return Array.from(groups.subarray(0, count[0])) as Gid[]
}

const shadowEntry = (found: Shadow | undefined): ShadowEntry | undefined =>
  found && {
    password: bytes(found.password),
    lastChange: Number(found.lastChange),
    maximumDays: Number(found.maximum),
    expires: Number(found.expires),
  }
