import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** What a process holds now, as the kernel tells it. */
export interface OpenResources {
  /** Targets of all descriptors (`/path`, `socket:[123]`, `anon_inode:[eventpoll]`). */
  readonly descriptors: readonly string[]
  /** Descriptors that are TCP sockets, listening ones included. */
  readonly tcp: number
  readonly threads: number
  /** Process ids. */
  readonly children: readonly number[]
}

export function openResources(pid: number): OpenResources {
  const descriptors = list(`/proc/${pid}/fd`).flatMap((fd) => target(`/proc/${pid}/fd/${fd}`))
  const tcp = tcpInodes(pid)
  return {
    descriptors,
    tcp: descriptors.filter((name) => tcp.has(/^socket:\[(\d+)\]$/.exec(name)?.[1] ?? '')).length,
    threads: list(`/proc/${pid}/task`).length,
    children: childrenOf(pid),
  }
}

export const childrenOf = (pid: number): readonly number[] =>
  list(`/proc/${pid}/task`).flatMap((task) => numbers(text(`/proc/${pid}/task/${task}/children`)))

/** The process and everything it started. */
export const familyOf = (pid: number): readonly number[] => [pid, ...childrenOf(pid).flatMap(familyOf)]

/** Memory in KiB; `proportional` counts a page shared by n processes as one n-th. */
export function memoryOf(pid: number): { readonly resident: number; readonly proportional: number } {
  const rollup = text(`/proc/${pid}/smaps_rollup`)
  const field = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(rollup)?.[1] ?? 0)
  return { resident: field('Rss'), proportional: field('Pss') }
}

export const isAlive = (pid: number): boolean => {
  const state = /^State:\s+(\S)/m.exec(text(`/proc/${pid}/status`))?.[1]
  return state !== undefined && state !== 'Z'
}

/** Inode is the tenth column of /proc/net/tcp. */
const tcpInodes = (pid: number): ReadonlySet<string> =>
  new Set(
    ['tcp', 'tcp6']
      .flatMap((table) => text(`/proc/${pid}/net/${table}`).trim().split('\n').slice(1))
      .map((line) => line.trim().split(/\s+/)[9] ?? ''),
  )

const numbers = (line: string): readonly number[] => line.split(/\s+/).filter(Boolean).map(Number)

/** Processes, threads and descriptors go away while they are looked at: that is not a failure. */
const list = (path: string): readonly string[] => gone(() => readdirSync(path), [])
const text = (path: string): string => gone(() => readFileSync(path, 'latin1'), '')
const target = (path: string): readonly string[] => gone(() => [readlinkSync(path)], [])

function gone<T>(read: () => T, otherwise: T): T {
  try {
    return read()
  } catch {
    return otherwise
  }
}
