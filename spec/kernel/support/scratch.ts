import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Result } from '../../../lib/core/result.ts'
import type { VirtualPath } from '../../../lib/core/units.ts'
import type { KernelError } from '../../../lib/kernel/errno.ts'
import type { Files, Root } from '../../../lib/kernel/kernel.ts'

/** What stands outside the root, and must never be read. */
export const SECRET = 'outside the root'

/** A temporary tree: `root` is the session's, `outside` lies beside it. Names are bytes. */
export class Scratch implements Disposable {
  readonly directory = fs.mkdtempSync(join(fs.realpathSync(tmpdir()), 'pure-ftpd-kernel-'))
  readonly root = `${this.directory}/root`
  readonly outside = `${this.directory}/outside`

  constructor() {
    for (const path of [this.directory, this.root, this.outside]) {
      fs.mkdirSync(path, { recursive: true })
      fs.chmodSync(path, 0o777)
    }
    fs.mkdirSync(`${this.outside}/sub`)
    fs.writeFileSync(`${this.outside}/secret`, SECRET, { mode: 0o666 })
  }

  /** The real path of something in the root. */
  at(name: string): Buffer {
    return Buffer.from(`${this.root}/${name}`, 'latin1')
  }

  file(name: string, content = '', mode = 0o644): void {
    fs.writeFileSync(this.at(name), content)
    fs.chmodSync(this.at(name), mode)
  }

  directories(...names: readonly string[]): void {
    for (const name of names) fs.mkdirSync(this.at(name), { recursive: true })
  }

  link(name: string, target: string): void {
    fs.symlinkSync(Buffer.from(target, 'latin1'), this.at(name))
  }

  fifo(name: string): void {
    execFileSync('mkfifo', [`${this.root}/${name}`])
  }

  content(name: string): string {
    return fs.readFileSync(this.at(name), 'latin1')
  }

  mode(name: string): number {
    return fs.lstatSync(this.at(name)).mode & 0o7777
  }

  exists(name: string): boolean {
    return fs.lstatSync(this.at(name), { throwIfNoEntry: false }) !== undefined
  }

  /** Everything outside of the root, times and modes included: equal before and after, or something reached out. */
  outsideState(): string {
    const names = fs.readdirSync(this.outside, { recursive: true, encoding: 'utf8' }).toSorted()
    return ['', ...names].map((name) => stateOf(`${this.outside}/${name}`)).join('\n')
  }

  [Symbol.dispose](): void {
    fs.rmSync(this.directory, { recursive: true, force: true })
  }
}

function stateOf(path: string): string {
  const { mode, mtimeMs, ctimeMs, nlink, size, uid } = fs.lstatSync(path)
  return [path, mode, mtimeMs, ctimeMs, nlink, size, uid].join(' ')
}

/** What a spec of file calls has in its hands. */
export interface Held {
  readonly files: Files
  readonly root: Root
  readonly scratch: Scratch
}

/** A spec on a scratch root, with umask 0, that leaves no descriptor open. */
export function filesTest(
  title: string,
  files: Files,
  options: { readonly skip?: string | false },
  act: (held: Held) => void,
): void {
  test(title, options, () => {
    const before = openDescriptors()
    const mask = process.umask(0)
    try {
      using scratch = new Scratch()
      using root = value(files.openRoot(scratch.root))
      act({ files, root, scratch })
    } finally {
      process.umask(mask)
    }
    assert.equal(openDescriptors(), before, 'descriptors left open')
  })
}

export const openDescriptors = (): number => fs.readdirSync('/proc/self/fd').length

export const at = (path: string): VirtualPath => path as VirtualPath

export function value<T>(result: Result<T, KernelError>): T {
  assert.ok(result.ok, result.ok ? '' : `failed: ${result.error.code}`)
  return result.value
}

/** The code of a failure, or `ok`. */
export const codeOf = (result: Result<unknown, KernelError>): string => (result.ok ? 'ok' : result.error.code)
