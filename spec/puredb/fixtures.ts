import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Specs run from wherever they were compiled to; fixtures stay in the sources. */
function projectRoot(from: string): string {
  return existsSync(join(from, 'package.json')) ? from : projectRoot(dirname(from))
}

export const fixture = (name: string): string =>
  join(projectRoot(import.meta.dirname), 'spec', 'puredb', 'fixtures', name)

/** A login that was put to the reference, and what it decided. */
export interface LoginCase {
  readonly db: string
  readonly user: string
  readonly password: string
  readonly localIp: string
  readonly clientIp: string
  readonly utc?: string
  readonly tz?: string
  readonly log?: readonly string[]
  readonly liveServer?: string
  readonly authOk: 1 | -1 | 0 | null
  readonly fatal?: string
  readonly uid?: number
  readonly gid?: number
  readonly dir?: string
  readonly bandwidthUl?: number | null
  readonly bandwidthDl?: number | null
  readonly ratioUl?: number | null
  readonly ratioDl?: number | null
  readonly quotaFiles?: number | null
  readonly quotaSize?: number | null
  readonly maxSessions?: number
}

export const loginCases = (): readonly LoginCase[] =>
  (JSON.parse(readFileSync(fixture('cases.json'), 'utf8')) as { readonly cases: readonly LoginCase[] }).cases
