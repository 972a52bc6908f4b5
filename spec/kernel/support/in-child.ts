import assert from 'node:assert/strict'
import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

type Who = { readonly uid?: number; readonly gid?: number }

/** Runs a script of this folder in a process of its own, for what cannot be taken back. */
export function spawnChild(script: string, args: readonly string[] = [], who: Who = {}): SpawnSyncReturns<string> {
  const path = fileURLToPath(new URL(`./${script}.js`, import.meta.url))
  return spawnSync(process.execPath, [path, ...args], { ...who, encoding: 'utf8', timeout: 30_000 })
}

/** What it printed, as JSON. */
export const inChild = (script: string, ...args: readonly string[]): unknown => printed(spawnChild(script, args))

/** The same as a user without any privilege. */
export const inChildAs = (uid: number, script: string): unknown => printed(spawnChild(script, [], { uid, gid: uid }))

function printed({ status, signal, stdout, stderr }: SpawnSyncReturns<string>): unknown {
  assert.equal(status, 0, `${signal ?? ''} ${stderr}`)
  return JSON.parse(stdout)
}
