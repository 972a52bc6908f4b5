import assert from 'node:assert/strict'
import type { Result } from '../../../lib/core/result.ts'
import type { VirtualPath } from '../../../lib/core/units.ts'
import type { KernelError } from '../../../lib/kernel/errno.ts'
import type { Files, Root } from '../../../lib/kernel/kernel.ts'
import { at, codeOf, filesTest, type Held, value } from '../../kernel/support/scratch.ts'

/** Every call that takes a path. */
export const CALLS: Readonly<
  Record<string, (files: Files, root: Root, path: VirtualPath) => Result<unknown, KernelError>>
> = {
  read: (files, root, path) => files.open(root, path, { for: 'read' }),
  write: (files, root, path) => files.open(root, path, { for: 'write', mode: 0o600 }),
  append: (files, root, path) => files.open(root, path, { for: 'append', mode: 0o600 }),
  create: (files, root, path) => files.open(root, path, { for: 'create', mode: 0o600 }),
  openDirectory: (files, root, path) => files.openDirectory(root, path),
  enter: (files, root, path) => files.enter(root, path),
  stat: (files, root, path) => files.stat(root, path, 'follow'),
  lstat: (files, root, path) => files.stat(root, path, 'nofollow'),
  readlink: (files, root, path) => files.readlink(root, path),
  mkdir: (files, root, path) => files.mkdir(root, path, 0o700),
  rmdir: (files, root, path) => files.rmdir(root, path),
  unlink: (files, root, path) => files.unlink(root, path),
  renameFrom: (files, root, path) => files.rename(root, path, at('/target'), 'replace'),
  renameTo: (files, root, path) => files.rename(root, at('/source'), path, 'replace'),
  renameKeeping: (files, root, path) => files.rename(root, at('/source'), path, 'keep'),
  chmod: (files, root, path) => files.chmod(root, path, 0o600),
  utimes: (files, root, path) => files.utimes(root, path, 1, 1),
  usage: (files, root, path) => files.usage(root, path),
}

const NAMES = {
  latin1: 'caf\xe9',
  'broken UTF-8': '\xc3\x28\xff\xfe',
  'UTF-8': Buffer.from('日本').toString('latin1'),
  'a line end': 'a\nb\r',
  blanks: ' a ',
  backslashes: '\\..\\a',
  '255 bytes': 'n'.repeat(255),
  dots: '...',
}

/** Names are bytes. */
export function namesContract(name: string, files: Files): void {
  const spec = (title: string, act: (held: Held) => void): void => filesTest(`${name}: ${title}`, files, {}, act)

  for (const [kind, entry] of Object.entries(NAMES)) {
    spec(`names with ${kind} go through every call unchanged`, ({ root, scratch }) => {
      const path = at(`/d/${entry}`)
      value(files.mkdir(root, at('/d'), 0o755))
      value(files.mkdir(root, path, 0o755))
      assert.equal(value(files.enter(root, path)), path)
      value(files.rename(root, path, at('/moved'), 'keep'))
      value(files.rename(root, at('/moved'), path, 'keep'))
      value(files.rmdir(root, path))
      files.close(value(files.open(root, path, { for: 'create', mode: 0o644 })))
      assert.ok(scratch.exists(`d/${entry}`))
      using directory = value(files.openDirectory(root, at('/d')))
      assert.deepEqual(value(directory.next()).toSorted(), ['.', '..', entry].toSorted())
      assert.equal(value(directory.stat(entry, 'nofollow')).kind, 'file')
      value(files.chmod(root, path, 0o600))
      value(files.utimes(root, path, 1, 1))
      value(files.unlink(root, path))
    })
  }

  for (const [call, run] of Object.entries(CALLS)) {
    spec(`${call} refuses what the kernel cannot be told`, ({ root, scratch }) => {
      scratch.file('source')
      assert.equal(codeOf(run(files, root, at(`/${'n'.repeat(256)}`))), 'ENAMETOOLONG', 'a name of 256 bytes')
      assert.equal(codeOf(run(files, root, at(`/${'d/'.repeat(2048)}`))), 'ENAMETOOLONG', 'a path of 4097 bytes')
      assert.equal(codeOf(run(files, root, at('/source\0'))), 'EINVAL', 'a NUL')
      assert.equal(codeOf(run(files, root, at('/a\0/b'))), 'EINVAL', 'a NUL in the parent')
    })
  }
}
